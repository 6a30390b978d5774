"""Yes and no, in the words of many languages and products."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from ..issues import ERROR, _lt, define
from ..policy import Policy
from .base import one_line, refusal

BOOL_INVALID = define(
    "bool_invalid", ERROR, _lt("“%(value)s” is neither yes nor no. Write one of these two words.")
)
STATE_INVALID = define(
    "state_invalid",
    ERROR,
    _lt("“%(value)s” does not say whether the user is active. Write yes or no."),
)

Words = Mapping[str, bool]


def _words(true: str, false: str) -> Words:
    return {_key(word): True for word in true.split(",")} | {
        _key(word): False for word in false.split(",")
    }


def _key(text: str) -> str:
    """Return ``text`` without accents, case, and the marks between words."""
    text = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    text = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join(text.replace("_", " ").replace("-", " ").strip(" .!").split())


YES_NO = _words(
    # en; de, nl; fr; es; it; pt; pl; tr; ru, uk; others; signs. Single letters as forms use them.
    "yes,y,true,t,on,1,1.0,x,✓,✔,☑,✅,🗹"
    ",ja,j,wahr,richtig,waar,an,ein,aan"
    ",oui,vrai,si,s,verdadero,cierto,vero,sim,verdadeiro"
    ",tak,prawda,evet,e,dogru,acik"
    ",да,д,истина,верно,вкл,так,т,правда"
    ",ano,áno,da,igen,igaz,taip,jah,jā,kyllä,ναι,כן,نعم,是,はい,예",
    "no,n,false,f,off,0,0.0,✗,✘,☐,❌"
    ",nein,falsch,unwahr,nee,onwaar,aus,uit"
    ",non,faux,falso,não,nao"
    ",nie,falsz,hayır,h,yanlış,kapalı"
    ",нет,н,ложь,неверно,выкл,ні,хибність"
    ",ne,nem,hamis,ei,όχι,לא,لا,否,いいえ,아니요",
)
"""Words that mean yes and no by themselves."""

STATES = _words(
    "active,activated,enabled,enable,unlocked,allowed,approved,confirmed,current,live"
    ",aktiv,aktiviert,freigegeben,freigeschaltet,actief,geactiveerd,ingeschakeld"
    ",actif,active,activé,activée,autorisé,activo,activa,activado,habilitado,habilitada"
    ",attivo,attiva,attivato,abilitato,ativo,ativa,ativado"
    ",aktywny,aktywna,aktywne,włączony,włączone,odblokowany,aktif,etkin"
    ",активен,активна,активный,активная,активно,активирован,включен,включён,включено,действует"
    ",активний,увімкнено,увімкнений,діє,чинний",
    "inactive,deactivated,disabled,disable,blocked,suspended,locked,locked out,archived,passive"
    ",denied,deprovisioned,terminated,deleted,removed,tobedeleted,to be deleted,closed,expired"
    ",inaktiv,deaktiviert,gesperrt,blockiert,archiviert,gelöscht"
    ",inactief,gedeactiveerd,uitgeschakeld,geblokkeerd,geschorst,gearchiveerd"
    ",inactif,inactive,désactivé,désactivée,bloqué,bloquée,suspendu,suspendue,archivé"
    ",inactivo,inactiva,desactivado,deshabilitado,bloqueado,bloqueada,suspendido,archivado"
    ",inattivo,inattiva,disattivato,disabilitato,bloccato,sospeso,archiviato"
    ",inativo,inativa,desativado,desabilitado,suspenso,arquivado"
    ",nieaktywny,nieaktywna,zablokowany,zablokowana,wyłączony,zawieszony,zarchiwizowany"
    ",pasif,etkin değil,devre dışı,engelli,engellendi,askıda,arşivlendi"
    ",неактивен,неактивна,неактивный,неактивно,заблокирован,заблокирована,блокирован,отключен"
    ",отключён,отключено,приостановлен,уволен,в архиве"
    ",неактивний,заблокований,заблокована,заблоковано,вимкнено,відключено,призупинено,звільнений",
)
"""Words for the state of an account: true where its user can log in."""

DELETIONS = _words(
    "deleted,delete,to delete,remove,removed,tobedeleted,to be deleted"
    ",gelöscht,löschen,supprimé,supprimer"
    ",eliminado,eliminar,borrado,borrar,eliminato,elimina,cancellato,excluído,excluir,verwijderd"
    ",verwijderen,usunięty,usuń,silindi,sil,удален,удалён,удалить,видалено,видалений,видалити",
    "active,current,keep,kept,aktiv,behalten,actif,activo,attivo,ativo,actief,aktywny,aktif"
    ",активен,активный,активний,оставить,залишити",
)
"""Words in a column that asks for users to be deleted."""


def converter(*vocabularies: Words, code: str = BOOL_INVALID) -> Callable[[str, Policy], bool]:
    """Return a converter that knows the words of all ``vocabularies``.

    :param code: issue code for other words
    """
    known: dict[str, bool] = {}
    for words in vocabularies:
        known |= words

    def convert(text: str, policy: Policy) -> bool:
        found = known.get(text)
        if found is None:
            found = known.get(_key(one_line(text)))
        if found is None:
            raise refusal(code, text)
        return found

    return convert


convert_boolean = converter(YES_NO)
convert_active = converter(YES_NO, STATES, code=STATE_INVALID)
convert_deleted = converter(YES_NO, DELETIONS)

_inverted = converter({word: not value for word, value in YES_NO.items()}, STATES)


def convert_suspended(text: str, policy: Policy) -> bool:
    """Convert a cell of a column like *Suspended*: its yes means that the user is not active.

    A word for the state says what it says under any header.

    :return: whether the user is active
    :raises Problem: another word
    """
    return _inverted(text, policy)
