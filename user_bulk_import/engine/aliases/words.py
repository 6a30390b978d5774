"""Small words that a header is understood without.

They are written as headers are compared: lower case, no accents (й becomes и).
"""

from __future__ import annotations

from .blocks import words_of

HINTS = words_of(
    """
    required mandatory optional obligatory readonly read upload only yes no or true false if any
    applicable known available unique the in must be y n dd mm yyyy yy iso format text number
    pflichtfeld pflicht erforderlich ja nein obligatoire requis facultatif oui non
    obligatorio requerido opcional si obbligatorio richiesto facoltativo obrigatorio sim nao
    verplicht vereist optioneel nee wymagane wymagany opcjonalne tak nie zorunlu gerekli evet
    hayir istege bagli обязательно обязательное необязательно да нет обовязково необовязково
    так ні ddmmyyyy yyyymmdd e g eg example
    """
)
"""Words in brackets that say how to fill a column, not what it is."""

TAIL_HINTS = words_of("required mandatory optional pflichtfeld")
"""Words that say so without brackets at the end of a header."""

PERSON = words_of(
    """
    user account person candidate participant learner employee member applicant examinee trainee
    attendee staff worker colleague profile your
    benutzer nutzer kandidat kandidaten teilnehmer teilnehmers mitarbeiter mitarbeiters bewerber
    mitglied mitglieds benutzers nutzers
    utilisateur lutilisateur dutilisateur candidat employe lemploye salarie membre personne
    collaborateur
    usuario candidato participante empleado miembro persona
    utente dellutente partecipante dipendente membro
    utilizador funcionario colaborador pessoa
    gebruiker kandidaat deelnemer medewerker werknemer lid persoon
    uzytkownik uzytkownika kandydat kandydata uczestnik uczestnika pracownik pracownika
    kullanici kullanicinin aday adayin katilimci katilimcinin calisan calisanin personel
    пользователь пользователя кандидат кандидата участник участника сотрудник сотрудника
    користувач користувача учасник учасника співробітник співробітника працівник працівника
    """
)
"""Words for the person a row is about, whoever it is."""

ROLE_PERSONS = (
    words_of(
        """
        student students pupil pupils schuler eleve etudiant estudiante alumno studente aluno
        leerling uczen ogrenci ogrencinin студент студента ученик ученика учень учня
        schulerin schulerinnen etudiante alumna studenti studentessa alunno alunni alunna aluna
        estudante leerlingen uczennica uczniowie ogrenciler студенты студенти ученица ученики
        учениця учні 学生 學生 生徒 학생
        """
    ),
    words_of(
        """
        instructor instructors teacher teachers tutor tutors trainer trainers lehrer enseignant
        profesor docente professor leraar nauczyciel ogretmen учитель вчитель
        lehrerin lehrerinnen lehrkraft lehrkrafte enseignante professeur profesora profesores
        docenti professora professores insegnante insegnanti leraren docenten nauczyciele
        ogretmenler
        учителя вчителі вчителька преподаватель преподаватели викладач викладачі
        教师 教師 教員 교사
        """
    ),
    words_of(
        """
        parent parents guardian guardians mother father eltern padre madre genitore ouder rodzic
        veli родитель батьки
        carer elternteil erziehungsberechtigte genitori rodzice veliler родители
        家长 家長 保護者 학부모
        """
    ),
)
"""Persons of different kinds that a file may speak of in one row."""

ARTICLES = words_of(
    """
    of the a an for des der die das du de la le les l d del della dell dei da do dos van of het den
    """
)
"""Small words between a field and its person: *email of the candidate*."""

LINKING = words_of("associated linked related assigned primary main")
"""Words that say no more of another person than that there is one: *associated parent*."""
