"""Invented people of many countries: names as they are written there, with a spelling in Latin
letters for logins and e-mail addresses.

In the lists below a name of another script stands as ``native=Latin``; a family name that differs
for women as ``his/hers``. Phone numbers come from the ranges that the countries' regulators keep
for films and books where there is such a range, else they are the example numbers of Google's
``libphonenumber``; ``#`` stands for a digit.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ß": "ss",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "Þ": "Th",
        "ə": "a",
    }
)


def ascii_name(text: str) -> str:
    """Return a name of Latin letters as it stands in an e-mail address."""
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS)).lower()
    return "".join(char for char in text if char.isascii() and char.isalnum())


@dataclass(frozen=True)
class Name:
    """One name, as it is written at home and in Latin letters."""

    native: str
    latin: str

    @property
    def key(self) -> str:
        return ascii_name(self.latin)


@dataclass(frozen=True)
class Country:
    """Where people come from.

    :param code: ISO 3166
    :param name: as Odoo has it
    :param families: pairs of his and her form
    :param family_first: the family name comes first in the full name
    """

    code: str
    name: str
    zone: str
    cities: tuple[str, ...]
    phone: str
    men: tuple[Name, ...]
    women: tuple[Name, ...]
    families: tuple[tuple[Name, Name], ...]
    family_first: bool


@dataclass(frozen=True)
class Person:
    given: Name
    family: Name
    is_woman: bool
    country: Country
    city: str
    phone: str

    @property
    def full_name(self) -> str:
        first, second = self.given.native, self.family.native
        if not self.country.family_first:
            return f"{first} {second}"
        joiner = "" if self.country.code in ("CN", "JP", "KR", "TW") else " "
        return f"{second}{joiner}{first}"

    @property
    def key(self) -> str:
        """``given.family`` in small Latin letters."""
        return f"{self.given.key}.{self.family.key}"

    @property
    def short_key(self) -> str:
        """The first letter of the given name and the family name: ``jkowalska``."""
        return self.given.key[0] + self.family.key


def _name(text: str) -> Name:
    native, _equals, latin = text.strip().partition("=")
    return Name(native, latin or native)


def _names(text: str) -> tuple[Name, ...]:
    return tuple(map(_name, text.split(",")))


def _families(text: str) -> tuple[tuple[Name, Name], ...]:
    pairs = (part.partition("/") for part in text.split(","))
    return tuple((_name(his), _name(hers or his)) for his, _slash, hers in pairs)


def _country(
    code: str,
    name: str,
    zone: str,
    *,
    cities: str,
    phone: str,
    men: str,
    women: str,
    families: str,
    family_first: bool = False,
) -> Country:
    return Country(
        code,
        name,
        zone,
        tuple(city.strip() for city in cities.split(",")),
        phone,
        _names(men),
        _names(women),
        _families(families),
        family_first,
    )


_ALL = (
    _country(
        "DE",
        "Germany",
        "Europe/Berlin",
        cities="Köln, Leipzig, Nürnberg, Münster",
        phone="+49 30 23125 ###",
        men="Jürgen, Matthias, Torsten, Björn, Götz, Lukas, Henning, Sören",
        women="Käthe, Anneliese, Ute, Friederike, Svenja, Jördis, Heike, Lieselotte",
        families="Müller, Schröder, Weiß, Köhler, Großmann, Jäger, Brückner, Hölzl, Voß, Kühn",
    ),
    _country(
        "FR",
        "France",
        "Europe/Paris",
        cities="Besançon, Nîmes, Orléans, Saint-Étienne",
        phone="+33 1 99 00 ## ##",
        men="François, Rémi, Jérôme, Benoît, Loïc, Gaëtan, Hervé, Raphaël",
        women="Hélène, Zoé, Maëlys, Chloé, Solène, Françoise, Anaïs, Noémie",
        families="Lefèvre, Beauchêne, Guérin, L’Hôpital, Le Goff, Desœuvres, Béranger, Moreau,"
        " Garçon, Thévenet",
    ),
    _country(
        "ES",
        "Spain",
        "Europe/Madrid",
        cities="Cádiz, Málaga, A Coruña, Logroño",
        phone="+34 612 34 56 ##",
        men="José María, Íñigo, Álvaro, Ramón, Andrés, Jesús, Nicolás, Óscar",
        women="Begoña, Inés, María José, Ángeles, Lucía, Núria, Concepción, Rocío",
        families="Muñoz García, Ibáñez, Peñalver, Gutiérrez, Núñez Vidal, Cortés, Zúñiga, Albéniz,"
        " López de Haro, Pérez",
    ),
    _country(
        "PT",
        "Portugal",
        "Europe/Lisbon",
        cities="Évora, Guimarães, Setúbal, Portimão",
        phone="+351 21 234 56 ##",
        men="João, Vasco, Simão, Gonçalo, Tomé, António",
        women="Conceição, Inês, Leonor, Mafalda, Graça, Assunção",
        families="Gonçalves, Magalhães, Simões, Araújo, Falcão, Brandão, Mourão, Abrantes",
    ),
    _country(
        "BR",
        "Brazil",
        "America/Sao_Paulo",
        cities="São Luís, Goiânia, Maceió, Florianópolis",
        phone="+55 11 2345-67##",
        men="Luís Otávio, Thiago, Caetano, Flávio, Antônio, Ubirajara",
        women="Iracema, Thaís, Jussara, Fabíola, Luíza, Ângela",
        families="Assunção, Guimarães, Cavalcânti, Nóbrega, Patrício, Sepúlveda, Tenório, Leão",
    ),
    _country(
        "MX",
        "Mexico",
        "America/Mexico_City",
        cities="Mérida, Querétaro, León, Culiacán",
        phone="+52 222 123 45##",
        men="Cuauhtémoc, Joaquín, Adrián, Efraín, Tomás, Ulises",
        women="Xóchitl, Citlali, Guadalupe, Verónica, Itzel, Mónica",
        families="Hernández, Quiñones, Zaragoza, Ordóñez, Villaseñor, Treviño, Yáñez, Bautista",
    ),
    _country(
        "IT",
        "Italy",
        "Europe/Rome",
        cities="Forlì, Cefalù, Torino, Bari",
        phone="+39 02 1234 56##",
        men="Niccolò, Dario, Pierluigi, Ettore, Gianni, Renato",
        women="Letizia, Fiammetta, Ilaria, Donatella, Serena, Noemi",
        families="D’Amico, Carducci, Esposito, Nicolò, Dall’Oglio, Fabbri, Zanardi, De Sanctis",
    ),
    _country(
        "GB",
        "United Kingdom",
        "Europe/London",
        cities="Norwich, Swansea, Dundee, Bristol",
        phone="+44 20 7946 0###",
        men="Rhys, Alasdair, Desmond, Nigel, Jermaine, Harry",
        women="Siân, Imogen, Bronwen, Chidinma, Florence, Morag",
        families="Llewellyn, Ashworth, MacLeod, Okonjo-Price, Featherstone, St John, Pryce, Barrow",
    ),
    _country(
        "IE",
        "Ireland",
        "Europe/Dublin",
        cities="Galway, Dún Laoghaire, Cork, Sligo",
        phone="+353 22 123##",
        men="Seán, Pádraig, Ciarán, Cormac, Eoin, Oisín",
        women="Aoife, Niamh, Sinéad, Róisín, Gráinne, Caoimhe",
        families="O’Brien, Ó Dónaill/Ní Dhónaill, O’Shaughnessy,"
        " Ó Súilleabháin/Ní Shúilleabháin, Byrne, Quigley",
    ),
    _country(
        "US",
        "United States",
        "America/Chicago",
        cities="Tulsa, Duluth, Cedar Rapids, Peoria",
        phone="+1 312-555-01##",
        men="Tyrone, Wyatt, Desiderio, Marcus, Dale, Elijah",
        women="Shanice, Marisol, Peggy, Latoya, Emily-Rose, Winona",
        families="Washington, Kowalczyk, Begay, Van Houten, McAllister, Delacroix, Hutchins, Nuñez",
    ),
    _country(
        "SE",
        "Sweden",
        "Europe/Stockholm",
        cities="Malmö, Gävle, Västerås, Umeå",
        phone="+46 8 465 004 ##",
        men="Åke, Håkan, Göran, Jörgen, Mårten, Pär",
        women="Åsa, Märta, Linnéa, Birgitta, Görel, Saga",
        families="Lindqvist, Sjöberg, Åkesson, Östlund, Bäckström, Nyström, Häggkvist, Öberg",
    ),
    _country(
        "DK",
        "Denmark",
        "Europe/Copenhagen",
        cities="Århus, Køge, Næstved, Sønderborg",
        phone="+45 32 12 34 ##",
        men="Søren, Jørgen, Rasmus, Bjørn, Asbjørn, Villy",
        women="Kirstine, Sørine, Freja, Mette, Bodil, Tove",
        families="Sørensen, Kjær, Ærøe, Nørgaard, Østergaard, Damgård, Vestergaard, Bødker",
    ),
    _country(
        "FI",
        "Finland",
        "Europe/Helsinki",
        cities="Jyväskylä, Hämeenlinna, Oulu, Seinäjoki",
        phone="+358 13 12345##",
        men="Väinö, Yrjö, Jyrki, Pentti, Eero, Ilmari",
        women="Päivi, Aino, Tuulikki, Hilkka, Kyllikki, Säde",
        families="Hämäläinen, Mäkinen, Lehtimäki, Väisänen, Pöysti, Ylönen, Kärkkäinen, Sillanpää",
    ),
    _country(
        "PL",
        "Poland",
        "Europe/Warsaw",
        cities="Łódź, Gdańsk, Kraków, Rzeszów",
        phone="+48 12 345 67 ##",
        men="Łukasz, Stanisław, Grzegorz, Paweł, Michał, Zbigniew",
        women="Małgorzata, Agnieszka, Bożena, Żaneta, Świętosława, Jagoda",
        families="Kowalski/Kowalska, Wiśniewski/Wiśniewska, Dąbrowski/Dąbrowska, Wójcik, Gąsior,"
        " Łuczak, Zieliński/Zielińska, Błaszczyk, Świątek, Rożek",
    ),
    _country(
        "CZ",
        "Czech Republic",
        "Europe/Prague",
        cities="Plzeň, Ústí nad Labem, Olomouc, Třebíč",
        phone="+420 212 345 6##",
        men="Jiří, Ondřej, Vojtěch, Luboš, Zdeněk, Řehoř",
        women="Růžena, Kateřina, Božena, Šárka, Zdeňka, Anežka",
        families="Dvořák/Dvořáková, Hájek/Hájková, Šťastný/Šťastná, Řezníček/Řezníčková,"
        " Kučera/Kučerová, Žáček/Žáčková, Křížek/Křížková",
    ),
    _country(
        "HU",
        "Hungary",
        "Europe/Budapest",
        cities="Győr, Szeged, Székesfehérvár, Pécs",
        phone="+36 1 234 56##",
        men="György, Ákos, Zoltán, Levente, Özséb, Gergő",
        women="Erzsébet, Réka, Zsófia, Ágnes, Csilla, Enikő",
        families="Szűcs, Kővári, Németh, Hegedűs, Vörös, Bíró, Gyöngyösi, Lőrincz",
        family_first=True,
    ),
    _country(
        "RO",
        "Romania",
        "Europe/Bucharest",
        cities="Iași, Timișoara, Constanța, Brașov",
        phone="+40 21 123 45##",
        men="Ștefan, Răzvan, Ionuț, Mihăiță, Călin, Dragoș",
        women="Ioana, Mădălina, Ruxandra, Crăița, Simona, Anca",
        families="Țăranu, Ștefănescu, Bălan, Mureșan, Năstase, Pătrașcu, Rădulescu, Sârbu",
    ),
    _country(
        "TR",
        "Türkiye",
        "Europe/Istanbul",
        cities="İzmir, Eskişehir, Diyarbakır, Muğla",
        phone="+90 212 345 67 ##",
        men="Çağrı, Oğuzhan, İsmail, Yiğit, Barış, Şükrü, Doğukan, Ümit",
        women="Ayşe, Gülşah, Işıl, Çiğdem, Şebnem, İpek, Müge, Tuğba",
        families="Yılmaz, Çelik, Öztürk, Işık, Şahin, Güneş, Kılıçaslan, Doğan, Ağaoğlu, Bıyıklı",
    ),
    _country(
        "GR",
        "Greece",
        "Europe/Athens",
        cities="Θεσσαλονίκη, Πάτρα, Ηράκλειο, Ιωάννινα",
        phone="+30 21 2345 67##",
        men="Γιώργος=Giorgos, Νίκος=Nikos, Θεόδωρος=Theodoros, Σπύρος=Spyros, Λευτέρης=Lefteris",
        women="Ελένη=Eleni, Χρυσάνθη=Chrysanthi, Δέσποινα=Despoina, Φωτεινή=Foteini,"
        " Ευαγγελία=Evangelia",
        families="Παπαδόπουλος=Papadopoulos/Παπαδοπούλου=Papadopoulou,"
        " Νικολάου=Nikolaou, Οικονόμου=Oikonomou, Γεωργίου=Georgiou,"
        " Καραγιάννης=Karagiannis/Καραγιάννη=Karagianni,"
        " Βλάχος=Vlachos/Βλάχου=Vlachou",
    ),
    _country(
        "BG",
        "Bulgaria",
        "Europe/Sofia",
        cities="Пловдив, Варна, Русе, Стара Загора",
        phone="+359 2 123 4##",
        men="Георги=Georgi, Николай=Nikolay, Борислав=Borislav, Светослав=Svetoslav, Йордан=Yordan",
        women="Цветелина=Tsvetelina, Десислава=Desislava, Ралица=Ralitsa, Йоана=Yoana,"
        " Надежда=Nadezhda",
        families="Иванов=Ivanov/Иванова=Ivanova, Димитров=Dimitrov/Димитрова=Dimitrova,"
        " Ангелов=Angelov/Ангелова=Angelova, Желязков=Zhelyazkov/Желязкова=Zhelyazkova,"
        " Щерев=Shterev/Щерева=Shtereva",
    ),
    _country(
        "UA",
        "Ukraine",
        "Europe/Kyiv",
        cities="Київ, Львів, Харків, Чернівці",
        phone="+380 44 123 45 ##",
        men="Олексій=Oleksii, Тарас=Taras, Ігор=Ihor, Богдан=Bohdan, Юрій=Yurii, Євген=Yevhen",
        women="Олена=Olena, Соломія=Solomiia, Євгенія=Yevheniia, Ганна=Hanna, Ярина=Yaryna,"
        " Мар’яна=Mariana",
        families="Шевченко=Shevchenko, Ковальський=Kovalskyi/Ковальська=Kovalska,"
        " Гриценко=Hrytsenko, Єфремов=Yefremov/Єфремова=Yefremova, Лук’яненко=Lukianenko,"
        " Щербак=Shcherbak, Їжакевич=Yizhakevych, Дорошенко=Doroshenko",
    ),
    _country(
        "RS",
        "Serbia",
        "Europe/Belgrade",
        cities="Нови Сад, Ниш, Крагујевац, Суботица",
        phone="+381 10 2345##",
        men="Милош=Miloš, Ђорђе=Đorđe, Љубомир=Ljubomir, Немања=Nemanja, Жарко=Žarko",
        women="Јелена=Jelena, Љиљана=Ljiljana, Снежана=Snežana, Ђурђа=Đurđa, Тијана=Tijana",
        families="Петровић=Petrović, Ђукић=Đukić, Његош=Njegoš, Живковић=Živković,"
        " Чолић=Čolić, Љубичић=Ljubičić",
    ),
    _country(
        "KZ",
        "Kazakhstan",
        "Asia/Almaty",
        cities="Алматы, Шымкент, Қарағанды, Өскемен",
        phone="+7 712 345 67 ##",
        men="Нұрлан=Nurlan, Ерлан=Yerlan, Әлихан=Alikhan, Бақытжан=Bakytzhan, Дәурен=Dauren",
        women="Айгүл=Aigul, Гүлнара=Gulnara, Әсем=Asem, Жұлдыз=Zhuldyz, Мадина=Madina",
        families="Ахметов=Akhmetov/Ахметова=Akhmetova, Қасымов=Kassymov/Қасымова=Kassymova,"
        " Нұрғалиев=Nurgaliyev/Нұрғалиева=Nurgaliyeva, Өмірзақ=Omirzak,"
        " Бекенов=Bekenov/Бекенова=Bekenova",
    ),
    _country(
        "GE",
        "Georgia",
        "Asia/Tbilisi",
        cities="თბილისი, ქუთაისი, ბათუმი",
        phone="+995 32 212 34 ##",
        men="გიორგი=Giorgi, ლევანი=Levani, ზურაბი=Zurabi, ვახტანგი=Vakhtangi",
        women="ნინო=Nino, თამარი=Tamari, ქეთევანი=Ketevani, მზია=Mzia",
        families="ბერიძე=Beridze, კაპანაძე=Kapanadze, გელაშვილი=Gelashvili, ლომიძე=Lomidze",
    ),
    _country(
        "EG",
        "Egypt",
        "Africa/Cairo",
        cities="القاهرة, الإسكندرية, أسيوط",
        phone="+20 2 345678##",
        men="أحمد=Ahmed, محمود=Mahmoud, خالد=Khaled, طارق=Tarek, يوسف=Youssef",
        women="فاطمة=Fatma, نورهان=Nourhan, ياسمين=Yasmin, هدى=Hoda, مريم=Mariam",
        families="المصري=El-Masry, عبد الرحمن=Abdelrahman, الشافعي=El-Shafei, حسنين=Hassanein,"
        " النجار=El-Naggar",
    ),
    _country(
        "JO",
        "Jordan",
        "Asia/Amman",
        cities="عمّان, إربد, الزرقاء",
        phone="+962 6 200 12##",
        men="سامر=Samer, بشار=Bashar, عمر=Omar, زيد=Zaid, فادي=Fadi",
        women="رانيا=Rania, سلمى=Salma, دعاء=Doaa, لينا=Lina, هبة=Hiba",
        families="الخطيب=Al-Khatib, العبادي=Al-Abbadi, حدّاد=Haddad, الزعبي=Al-Zoubi",
    ),
    _country(
        "IL",
        "Israel",
        "Asia/Jerusalem",
        cities="חיפה, באר שבע, רעננה",
        phone="+972 2-123-45##",
        men="יואב=Yoav, אלון=Alon, נדב=Nadav, איתמר=Itamar, גיל=Gil",
        women="נועה=Noa, תמר=Tamar, שירה=Shira, מיכל=Michal, יעל=Yael",
        families="כהן=Cohen, לביא=Lavi, ברק=Barak, שפירא=Shapira, אברהמי=Avrahami",
    ),
    _country(
        "IN",
        "India",
        "Asia/Kolkata",
        cities="पुणे, लखनऊ, जयपुर, भोपाल",
        phone="+91 74104 101##",
        men="राजेश=Rajesh, विक्रम=Vikram, अनिल=Anil, सिद्धार्थ=Siddharth, हरीश=Harish",
        women="प्रिया=Priya, सुनीता=Sunita, लक्ष्मी=Lakshmi, कविता=Kavita, श्रुति=Shruti",
        families="शर्मा=Sharma, त्रिपाठी=Tripathi, देशपांडे=Deshpande, श्रीवास्तव=Srivastava,"
        " चौधरी=Chaudhary, कुलकर्णी=Kulkarni",
    ),
    _country(
        "TH",
        "Thailand",
        "Asia/Bangkok",
        cities="เชียงใหม่, ขอนแก่น, ภูเก็ต",
        phone="+66 2 123 45##",
        men="สมชาย=Somchai, ณัฐพล=Natthaphon, กิตติ=Kitti, วีระ=Wira, ธนา=Thana",
        women="สุดารัตน์=Sudarat, พิมพ์ชนก=Phimchanok, อรุณี=Arunee, มาลี=Mali, จันทรา=Chanthra",
        families="วงศ์ทอง=Wongthong, ศรีสุข=Srisuk, จันทร์เพ็ญ=Chanphen, แก้วมณี=Kaewmanee",
    ),
    _country(
        "CN",
        "China",
        "Asia/Shanghai",
        cities="成都, 苏州, 西安, 厦门",
        phone="+86 10 1234 56##",
        men="伟=Wei, 建国=Jianguo, 浩然=Haoran, 志强=Zhiqiang, 宇轩=Yuxuan",
        women="丽娟=Lijuan, 晓燕=Xiaoyan, 思雨=Siyu, 秀英=Xiuying, 梦洁=Mengjie",
        families="王=Wang, 李=Li, 欧阳=Ouyang, 张=Zhang, 陈=Chen, 黄=Huang, 吕=Lü",
        family_first=True,
    ),
    _country(
        "TW",
        "Taiwan",
        "Asia/Taipei",
        cities="臺北, 高雄, 臺南",
        phone="+886 2 2123 45##",
        men="家豪=Chia-Hao, 俊傑=Chun-Chieh, 冠廷=Kuan-Ting, 柏翰=Po-Han",
        women="淑芬=Shu-Fen, 雅婷=Ya-Ting, 怡君=Yi-Chun",
        families="林=Lin, 蔡=Tsai, 劉=Liu, 許=Hsu",
        family_first=True,
    ),
    _country(
        "JP",
        "Japan",
        "Asia/Tokyo",
        cities="札幌, 神戸, 福岡, 仙台",
        phone="+81 3-1234-56##",
        men="健太=Kenta, 翔=Shō, 大輔=Daisuke, 雄一郎=Yūichirō, 拓海=Takumi",
        women="美咲=Misaki, 陽子=Yōko, 結衣=Yui, 恵子=Keiko, さくら=Sakura",
        families="佐藤=Satō, 鈴木=Suzuki, 渡邉=Watanabe, 髙橋=Takahashi, 伊東=Itō, 大野=Ōno",
        family_first=True,
    ),
    _country(
        "KR",
        "South Korea",
        "Asia/Seoul",
        cities="부산, 대전, 광주",
        phone="+82 2-212-34##",
        men="민준=Min-jun, 성호=Seong-ho, 지훈=Ji-hoon, 동현=Dong-hyun, 태윤=Tae-yoon",
        women="서연=Seo-yeon, 지은=Ji-eun, 하윤=Ha-yoon, 수빈=Su-bin, 은지=Eun-ji, 보라=Bo-ra",
        families="김=Kim, 박=Park, 최=Choi, 정=Jung, 남궁=Namgung",
        family_first=True,
    ),
    _country(
        "VN",
        "Vietnam",
        "Asia/Ho_Chi_Minh",
        cities="Đà Nẵng, Huế, Cần Thơ, Hải Phòng",
        phone="+84 210 1234 5##",
        men="Đức Anh, Minh Quân, Văn Hùng, Quốc Bảo, Tuấn Kiệt",
        women="Thị Hương, Ngọc Ánh, Thùy Dương, Bích Phượng, Mỹ Linh",
        families="Nguyễn, Trần, Đỗ, Phạm, Lê, Võ, Huỳnh, Đặng",
        family_first=True,
    ),
    _country(
        "NG",
        "Nigeria",
        "Africa/Lagos",
        cities="Ibadan, Enugu, Kano",
        phone="+234 2033 12 34##",
        men="Chukwuemeka, Olúwaseun, Ibrahim, Tunde, Yusuf",
        women="Ngọzi, Adékẹ́mi, Amina, Folásadé, Ebele",
        families="Okafor, Adéyẹmí, Bello, Ọládàpọ̀, Eze",
    ),
)

COUNTRIES = {country.code: country for country in _ALL}

PATRONYMICS = {
    "BG": "Иванов/Иванова, Петров/Петрова, Стоянов/Стоянова",
    "KZ": "Ерланұлы/Ерланқызы, Серікұлы/Серікқызы, Болатұлы/Болатқызы",
    "UA": "Олександрович/Олександрівна, Ігорович/Ігорівна, Юрійович/Юріївна, Іванович/Іванівна",
}
"""Middle names after the father, his/hers."""


class Crowd:
    """Draws people, none twice. The same seed draws the same people.

    :param seed: of the draw
    :param by_short_key: no two people have the same first letter and family name
    """

    def __init__(self, seed: str, *, by_short_key: bool = False):
        self.random = random.Random(seed)
        self._by_short_key = by_short_key
        self._drawn: set[str] = set()

    def draw(self, number: int, weights: dict[str, int]) -> list[Person]:
        """Return people from the countries in ``weights``, each country about as often as its
        weight says, in an order that looks like no order."""
        codes = list(weights)
        spread: list[str] = []
        while len(spread) < number:
            spread += [code for code in codes for _ in range(weights[code])]
        spread = spread[:number]
        self.random.shuffle(spread)
        return [self.person(code) for code in spread]

    def person(self, code: str, *, family: tuple[Name, Name] | None = None) -> Person:
        """Return one person of a country.

        :param family: the family name, his and hers, for relatives
        """
        country = COUNTRIES[code]
        for _try in range(500):
            is_woman = self.random.random() < 0.5
            given = self.random.choice(country.women if is_woman else country.men)
            chosen = family or self.random.choice(country.families)
            person = Person(
                given,
                chosen[is_woman],
                is_woman,
                country,
                self.random.choice(country.cities),
                self._phone(country.phone),
            )
            key = person.short_key if self._by_short_key else person.key
            if key not in self._drawn:
                self._drawn.add(key)
                return person
        raise LookupError(f"no names left in {code}; add some, or ask for fewer people")

    def family(self, code: str) -> tuple[Name, Name]:
        """Return a family name of a country, his and her form."""
        return self.random.choice(COUNTRIES[code].families)

    def patronymic(self, person: Person) -> str:
        """Return a person's middle name, ``""`` where the country has none."""
        if person.country.code not in PATRONYMICS:
            return ""
        his, _slash, hers = (
            self.random.choice(PATRONYMICS[person.country.code].split(",")).strip().partition("/")
        )
        return hers if person.is_woman else his

    def pick(self, choices: Sequence, weights: Sequence[int] | None = None):
        """Return one of ``choices``."""
        return self.random.choices(choices, weights)[0]

    def _phone(self, pattern: str) -> str:
        return "".join(str(self.random.randrange(10)) if char == "#" else char for char in pattern)
