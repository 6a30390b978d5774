"""Tag categories and user properties, as files title them."""

from __future__ import annotations

from collections.abc import Mapping

from .blocks import entries

CATEGORY_TITLES: Mapping[str, tuple[str, ...]] = {
    category: entries(titles)
    for category, titles in {
        "Department": """
            department; departments; dept; Abteilung; Fachbereich; département; service;
            departamento; dipartimento; reparto; departamento; afdeling; dział; wydział; departman;
            bölüm; отдел; департамент; подразделение; відділ; департамент; підрозділ
        """,
        "Section": """
            section; Sektion; Abschnitt; Bereich; sección; sezione; secção; seção; sectie; sekcja;
            şube; секция; секція
        """,
        "Group": """
            group; Gruppe; groupe; grupo; gruppo; groep; grupa; grup; группа; група
        """,
        "Category": """
            category; Kategorie; catégorie; categoría; categoria; categorie; kategoria; kategori;
            категория; категорія
        """,
        "Class": """
            class; Klasse; Schulklasse; classe; clase; turma; klas; klasa; sınıf; класс; клас
        """,
        "Source": """
            source; Quelle; Herkunft; origine; fuente; origen; fonte; origem; bron; źródło; kaynak;
            источник; джерело
        """,
        "Subject": """
            subject; Fach; Schulfach; Unterrichtsfach; matière; asignatura; materia; matéria;
            disciplina; vak; przedmiot; ders; предмет; учебный предмет; навчальний предмет
        """,
        "Training group": """
            training group; Schulungsgruppe; Lerngruppe; groupe de formation; grupo de formación;
            gruppo di formazione; grupo de formação; opleidingsgroep; grupa szkoleniowa;
            eğitim grubu; учебная группа; навчальна група
        """,
    }.items()
}
"""How files title columns of tags of the usual categories, by category."""

PROPERTY_TITLES: tuple[tuple[str, ...], ...] = (
    entries(
        """
        date of birth; birth date; birthdate; birthday; dob; born on; Geburtsdatum; Geburtstag;
        geboren am; date de naissance; fecha de nacimiento; data di nascita; data de nascimento;
        geboortedatum; data urodzenia; doğum tarihi; дата рождения; дата народження
        """
    ),
    entries(
        """
        title; salutation; honorific; honorific prefix; form of address; Anrede; civilité;
        tratamiento; appellativo; tratamento; aanhef; aanspreekvorm; zwrot grzecznościowy; hitap;
        обращение; звертання
        """
    ),
    entries(
        """
        gender; sex; Geschlecht; sexe; genre; género; sexo; genere; sesso; gênero; geslacht; płeć;
        cinsiyet; пол; стать
        """
    ),
)
"""Titles that mean one and the same attribute: that of a user property with one of these names."""

ALWAYS_CATEGORIES = ("Department", "Section", "Category", "Class", "Source", "Training group")
"""Categories that a column may fill before there is a tag of them. *Group* may be one of security
groups or roles, *Position* the job title, *Subject* anything: these need a profile, or a category
that exists."""
