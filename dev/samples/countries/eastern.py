"""Eastern and southern Europe, and what lies beside."""

from .country import country

EASTERN = (
    country(
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
    country(
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
    country(
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
    country(
        "RO",
        "Romania",
        "Europe/Bucharest",
        cities="Iași, Timișoara, Constanța, Brașov",
        phone="+40 21 123 45##",
        men="Ștefan, Răzvan, Ionuț, Mihăiță, Călin, Dragoș",
        women="Ioana, Mădălina, Ruxandra, Crăița, Simona, Anca",
        families="Țăranu, Ștefănescu, Bălan, Mureșan, Năstase, Pătrașcu, Rădulescu, Sârbu",
    ),
    country(
        "TR",
        "Türkiye",
        "Europe/Istanbul",
        cities="İzmir, Eskişehir, Diyarbakır, Muğla",
        phone="+90 212 345 67 ##",
        men="Çağrı, Oğuzhan, İsmail, Yiğit, Barış, Şükrü, Doğukan, Ümit",
        women="Ayşe, Gülşah, Işıl, Çiğdem, Şebnem, İpek, Müge, Tuğba",
        families="Yılmaz, Çelik, Öztürk, Işık, Şahin, Güneş, Kılıçaslan, Doğan, Ağaoğlu, Bıyıklı",
    ),
    country(
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
    country(
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
    country(
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
    country(
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
    country(
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
    country(
        "GE",
        "Georgia",
        "Asia/Tbilisi",
        cities="თბილისი, ქუთაისი, ბათუმი",
        phone="+995 32 212 34 ##",
        men="გიორგი=Giorgi, ლევანი=Levani, ზურაბი=Zurabi, ვახტანგი=Vakhtangi",
        women="ნინო=Nino, თამარი=Tamari, ქეთევანი=Ketevani, მზია=Mzia",
        families="ბერიძე=Beridze, კაპანაძე=Kapanadze, გელაშვილი=Gelashvili, ლომიძე=Lomidze",
    ),
)
