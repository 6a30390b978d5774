"""What is said of an account: passwords, whether it is in use, and what it may do."""

from __future__ import annotations

from collections.abc import Mapping

from .blocks import entries

BY_LANGUAGE: Mapping[str, Mapping[str, str]] = {
    "password_hash": {
        "en": "password hash; hashed password; encrypted password; password crypt; password_crypt",
        "products": "passwordHash; password.hash; hashedPassword",
        "de": "Passwort-Hash; Kennwort-Hash",
        "fr": "hachage du mot de passe; mot de passe haché",
        "es": "hash de contraseña; contraseña cifrada",
        "it": "hash della password; password cifrata",
        "pt": "hash da senha",
        "nl": "wachtwoordhash",
        "pl": "skrót hasła",
        "tr": "parola özeti",
        "ru": "хеш пароля",
    },
    "password": {
        "en": """
            password; passwd; user password; login password; initial password;
            temporary password; start password; new password; pwd
        """,
        "products": "passwordProfile; credentials.password.value; userPassword; unicodePwd",
        "de": "Passwort; Kennwort; Initialpasswort; Startpasswort; Erstpasswort; neues Passwort",
        "fr": "mot de passe; mot de passe initial; mdp; mot de passe provisoire",
        "es": "contraseña; clave; clave de acceso; contraseña inicial; contrasena",
        "it": "parola d'ordine; password iniziale; parola chiave",
        "pt": "senha; palavra-passe; palavra passe; senha inicial; palavra chave",
        "nl": "wachtwoord; paswoord; tijdelijk wachtwoord",
        "pl": "hasło; hasło początkowe; hasło tymczasowe",
        "tr": "parola; şifre; kullanıcı şifresi; geçici şifre",
        "ru": "пароль; временный пароль; начальный пароль",
        "uk": "пароль; тимчасовий пароль; початковий пароль",
    },
    "active": {
        "en": """
            active; is active; isactive; user active; active user; enabled; is enabled;
            account enabled; login enabled; status; user status; account status; account state;
            active status; can log in; may log in
        """,
        "products": "accountEnabled; enabledUser; is_active; user_active",
        "de": "aktiv; ist aktiv; aktiviert; freigeschaltet; Kontostatus; Benutzerstatus",
        "fr": "actif; est actif; activé; statut; état; compte actif; statut du compte",
        "es": "activo; habilitado; estado; estado de la cuenta; cuenta activa; estatus",
        "it": "attivo; abilitato; stato; stato account; account attivo",
        "pt": "ativo; habilitado; estado; situação; estado da conta; conta ativa; status da conta",
        "nl": "actief; ingeschakeld; geactiveerd; accountstatus",
        "pl": "aktywny; aktywne; aktywna; włączony; stan; stan konta; status konta",
        "tr": "aktif; etkin; durum; durumu; hesap durumu; aktif mi",
        "ru": """
            активен; активный; активно; активна; статус; состояние; статус пользователя;
            включен; действует
        """,
        "uk": """
            активний; активно; активна; активен; статус; стан; статус користувача; увімкнено;
            діючий
        """,
    },
    "deleted": {
        "en": """
            deleted; delete; is deleted; to delete; to be deleted; delete user; user deleted;
            remove; remove user; removed; delete flag
        """,
        "products": "is_deleted; isdeleted; delete_user",
        "de": "gelöscht; löschen; zu löschen; Benutzer löschen; Löschkennzeichen",
        "fr": "supprimé; supprimer; à supprimer; effacé",
        "es": "eliminado; eliminar; borrado; borrar; dar de baja",
        "it": "eliminato; eliminare; cancellato; da eliminare; elimina",
        "pt": "excluído; excluir; eliminado; eliminar; apagado; apagar",
        "nl": "verwijderd; verwijderen; te verwijderen",
        "pl": "usunięty; usuń; usunąć; do usunięcia",
        "tr": "silindi; silinmiş; sil; silinecek",
        "ru": "удален; удалён; удалить; удалено; к удалению; на удаление",
        "uk": "видалено; видалений; видалити; до видалення; на видалення",
    },
    "roles": {
        "en": """
            role; roles; user role; user roles; access role; access roles; security role;
            security roles; permission role; permissions; access rights; security group;
            security groups; access groups; user groups; user group; group; groups
        """,
        "products": """
            group_ids; groups_id; group_ids/name; group_ids/full_name; groups_id/full_name;
            roles.value; groups.display; system role; system_role; sysrole1
        """,
        "de": "Rolle; Rollen; Benutzerrolle; Benutzerrollen; Gruppe; Gruppen; Berechtigungen",
        "fr": "rôle; rôles; rôle utilisateur; groupe; groupes; droits d'accès; profil d'accès",
        "es": "rol; roles; rol de usuario; grupo; grupos; permisos; derechos de acceso",
        "it": "ruolo; ruoli; ruolo utente; gruppo; gruppi; permessi; diritti di accesso",
        "pt": "papel; papéis; perfil de acesso; grupo; grupos; permissões; direitos de acesso",
        "nl": "rol; rollen; gebruikersrol; groep; groepen; rechten; toegangsrechten",
        "pl": "rola; role; rola użytkownika; grupa; grupy; uprawnienia; prawa dostępu",
        "tr": "rol; roller; kullanıcı rolü; grup; gruplar; yetki; yetkiler; erişim hakları",
        "ru": "роль; роли; роль пользователя; группа; группы; права доступа; права",
        "uk": "роль; ролі; роль користувача; група; групи; права доступу; права",
    },
    "tags": {
        "en": "tag; tags; label; labels; keyword; keywords; user tags; contact tags; group; groups",
        "products": "category_id; category_ids; category_id/name; partner_id/category_id",
        "de": "Stichwort; Stichwörter; Schlagwort; Schlagworte; Schlagwörter; Gruppe; Gruppen",
        "fr": "étiquette; étiquettes; mots-clés; mot-clé; libellés; groupe; groupes",
        "es": "etiqueta; etiquetas; palabras clave; grupo; grupos",
        "it": "etichetta; etichette; parole chiave; gruppo; gruppi",
        "pt": "etiqueta; etiquetas; marcador; marcadores; palavras-chave; grupo; grupos",
        "nl": "labels; trefwoorden; groep; groepen",
        "pl": "tagi; znacznik; znaczniki; etykieta; etykiety; słowa kluczowe; grupa; grupy",
        "tr": "etiket; etiketler; anahtar kelimeler; grup; gruplar",
        "ru": "тег; теги; тэг; тэги; метка; метки; ярлыки; ключевые слова; группа; группы",
        "uk": "тег; теги; мітка; мітки; ярлики; ключові слова; група; групи",
    },
    "notification_type": {
        "en": """
            notification; notifications; notification type; notification preference;
            notification management; handle notifications; chatter notifications
        """,
        "products": "notification_type; user_notifications",
        "de": "Benachrichtigung; Benachrichtigungen; Benachrichtigungsart",
        "fr": "type de notification; gestion des notifications",
        "es": "notificación; notificaciones; tipo de notificación",
        "it": "notifica; notifiche; tipo di notifica",
        "pt": "notificação; notificações; tipo de notificação",
        "nl": "melding; meldingen; meldingstype",
        "pl": "powiadomienie; powiadomienia; rodzaj powiadomień",
        "tr": "bildirim; bildirimler; bildirim türü",
        "ru": "уведомление; уведомления; тип уведомлений",
        "uk": "сповіщення; тип сповіщень",
    },
    "custom_info": {
        "en": "custom info; custom information; service information; additional json",
        "products": "customInfo; custom_info; custominfo",
    },
}

INVERTED: Mapping[str, tuple[str, ...]] = {
    "active": entries(
        """
        suspended; is suspended; blocked; is blocked; block sign in; sign-in blocked; disabled;
        is disabled; account disabled; login disabled; inactive; is inactive; deactivated; locked;
        account locked; archived; accountDisabled;
        gesperrt; blockiert; deaktiviert; inaktiv; archiviert; bloqué; désactivé; inactif;
        suspendu; archivé; suspendido; bloqueado; inactivo; deshabilitado; desactivado; archivado;
        sospeso; bloccato; disattivato; disabilitato; inattivo; archiviato; suspenso; inativo;
        desativado; arquivado; geblokkeerd; inactief; uitgeschakeld; gearchiveerd; zablokowany;
        nieaktywny; zawieszony; wyłączony; zarchiwizowany; pasif; devre dışı; engellendi;
        askıya alındı; arşivlendi; заблокирован; отключен; отключён; неактивен; неактивный;
        приостановлен; архивирован; заблокований; вимкнено; неактивний; призупинено; архівований
        """
    )
}
"""Headers by field whose yes means the field's no."""
