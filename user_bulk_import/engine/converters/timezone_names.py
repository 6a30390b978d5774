"""Names of time zones that are not, or no longer, IANA's own. Data only."""

from __future__ import annotations

from collections.abc import Mapping


def _pairs(block: str) -> Mapping[str, str]:
    pairs = (entry.split("=") for entry in block.replace("\n", " ").split(";") if entry.strip())
    return {name.strip(): zone.strip() for name, zone in pairs}


RENAMED = _pairs("""
    Africa/Asmera = Africa/Asmara; America/Buenos_Aires = America/Argentina/Buenos_Aires;
    America/Catamarca = America/Argentina/Catamarca; America/Cordoba = America/Argentina/Cordoba;
    America/Ensenada = America/Tijuana; America/Fort_Wayne = America/Indiana/Indianapolis;
    America/Godthab = America/Nuuk; America/Indianapolis = America/Indiana/Indianapolis;
    America/Jujuy = America/Argentina/Jujuy; America/Knox_IN = America/Indiana/Knox;
    America/Louisville = America/Kentucky/Louisville; America/Mendoza = America/Argentina/Mendoza;
    America/Rosario = America/Argentina/Cordoba; America/Santa_Isabel = America/Tijuana;
    Asia/Ashkhabad = Asia/Ashgabat; Asia/Calcutta = Asia/Kolkata; Asia/Chongqing = Asia/Shanghai;
    Asia/Chungking = Asia/Shanghai; Asia/Dacca = Asia/Dhaka; Asia/Istanbul = Europe/Istanbul;
    Asia/Katmandu = Asia/Kathmandu; Asia/Macao = Asia/Macau; Asia/Rangoon = Asia/Yangon;
    Asia/Saigon = Asia/Ho_Chi_Minh; Asia/Tel_Aviv = Asia/Jerusalem; Asia/Thimbu = Asia/Thimphu;
    Asia/Ujung_Pandang = Asia/Makassar; Asia/Ulan_Bator = Asia/Ulaanbaatar;
    Atlantic/Faeroe = Atlantic/Faroe; Australia/ACT = Australia/Sydney;
    Australia/Canberra = Australia/Sydney; Australia/LHI = Australia/Lord_Howe;
    Australia/NSW = Australia/Sydney; Australia/North = Australia/Darwin;
    Australia/Queensland = Australia/Brisbane; Australia/South = Australia/Adelaide;
    Australia/Tasmania = Australia/Hobart; Australia/Victoria = Australia/Melbourne;
    Australia/West = Australia/Perth; Australia/Yancowinna = Australia/Broken_Hill;
    Brazil/Acre = America/Rio_Branco; Brazil/DeNoronha = America/Noronha;
    Brazil/East = America/Sao_Paulo; Brazil/West = America/Manaus;
    Canada/Atlantic = America/Halifax; Canada/Central = America/Winnipeg;
    Canada/Eastern = America/Toronto; Canada/Mountain = America/Edmonton;
    Canada/Newfoundland = America/St_Johns; Canada/Pacific = America/Vancouver;
    Canada/Saskatchewan = America/Regina; Canada/Yukon = America/Whitehorse;
    Chile/Continental = America/Santiago; Chile/EasterIsland = Pacific/Easter;
    Cuba = America/Havana; Egypt = Africa/Cairo; Eire = Europe/Dublin; Europe/Kiev = Europe/Kyiv;
    Europe/Nicosia = Asia/Nicosia; Europe/Uzhgorod = Europe/Kyiv; Europe/Zaporozhye = Europe/Kyiv;
    GB = Europe/London; GB-Eire = Europe/London; Greenwich = Etc/GMT; Hongkong = Asia/Hong_Kong;
    Iceland = Atlantic/Reykjavik; Iran = Asia/Tehran; Israel = Asia/Jerusalem;
    Jamaica = America/Jamaica; Japan = Asia/Tokyo; Kwajalein = Pacific/Kwajalein;
    Libya = Africa/Tripoli; Mexico/BajaNorte = America/Tijuana; Mexico/BajaSur = America/Mazatlan;
    Mexico/General = America/Mexico_City; NZ = Pacific/Auckland; NZ-CHAT = Pacific/Chatham;
    Navajo = America/Denver; PRC = Asia/Shanghai; Pacific/Enderbury = Pacific/Kanton;
    Pacific/Ponape = Pacific/Pohnpei; Pacific/Samoa = Pacific/Pago_Pago;
    Pacific/Truk = Pacific/Chuuk; Pacific/Yap = Pacific/Chuuk; Poland = Europe/Warsaw;
    Portugal = Europe/Lisbon; ROC = Asia/Taipei; ROK = Asia/Seoul; Singapore = Asia/Singapore;
    Turkey = Europe/Istanbul; UCT = UTC; US/Alaska = America/Anchorage; US/Aleutian = America/Adak;
    US/Arizona = America/Phoenix; US/Central = America/Chicago;
    US/East-Indiana = America/Indiana/Indianapolis; US/Eastern = America/New_York;
    US/Hawaii = Pacific/Honolulu; US/Indiana-Starke = America/Indiana/Knox;
    US/Michigan = America/Detroit; US/Mountain = America/Denver; US/Pacific = America/Los_Angeles;
    US/Samoa = Pacific/Pago_Pago; Universal = UTC; W-SU = Europe/Moscow; Z = UTC; Zulu = UTC
""")
"""Former and short names (tzdata's ``backward``), which newer systems may lack, by today's name."""

WINDOWS = _pairs("""
    AUS Central Standard Time = Australia/Darwin; AUS Eastern Standard Time = Australia/Sydney;
    Afghanistan Standard Time = Asia/Kabul; Alaskan Standard Time = America/Anchorage;
    Aleutian Standard Time = America/Adak; Altai Standard Time = Asia/Barnaul;
    Arab Standard Time = Asia/Riyadh; Arabian Standard Time = Asia/Dubai;
    Arabic Standard Time = Asia/Baghdad; Argentina Standard Time = America/Argentina/Buenos_Aires;
    Astrakhan Standard Time = Europe/Astrakhan; Atlantic Standard Time = America/Halifax;
    Aus Central W. Standard Time = Australia/Eucla; Azerbaijan Standard Time = Asia/Baku;
    Azores Standard Time = Atlantic/Azores; Bahia Standard Time = America/Bahia;
    Bangladesh Standard Time = Asia/Dhaka; Belarus Standard Time = Europe/Minsk;
    Bougainville Standard Time = Pacific/Bougainville;
    Canada Central Standard Time = America/Regina; Cape Verde Standard Time = Atlantic/Cape_Verde;
    Caucasus Standard Time = Asia/Yerevan; Cen. Australia Standard Time = Australia/Adelaide;
    Central America Standard Time = America/Guatemala; Central Asia Standard Time = Asia/Bishkek;
    Central Brazilian Standard Time = America/Cuiaba;
    Central Europe Standard Time = Europe/Budapest; Central European Standard Time = Europe/Warsaw;
    Central Pacific Standard Time = Pacific/Guadalcanal; Central Standard Time = America/Chicago;
    Central Standard Time (Mexico) = America/Mexico_City;
    Chatham Islands Standard Time = Pacific/Chatham; China Standard Time = Asia/Shanghai;
    Cuba Standard Time = America/Havana; Dateline Standard Time = Etc/GMT+12;
    E. Africa Standard Time = Africa/Nairobi; E. Australia Standard Time = Australia/Brisbane;
    E. Europe Standard Time = Europe/Chisinau; E. South America Standard Time = America/Sao_Paulo;
    Easter Island Standard Time = Pacific/Easter; Eastern Standard Time = America/New_York;
    Eastern Standard Time (Mexico) = America/Cancun; Egypt Standard Time = Africa/Cairo;
    Ekaterinburg Standard Time = Asia/Yekaterinburg; FLE Standard Time = Europe/Kyiv;
    Fiji Standard Time = Pacific/Fiji; GMT Standard Time = Europe/London;
    GTB Standard Time = Europe/Bucharest; Georgian Standard Time = Asia/Tbilisi;
    Greenland Standard Time = America/Nuuk; Greenwich Standard Time = Atlantic/Reykjavik;
    Haiti Standard Time = America/Port-au-Prince; Hawaiian Standard Time = Pacific/Honolulu;
    India Standard Time = Asia/Kolkata; Iran Standard Time = Asia/Tehran;
    Israel Standard Time = Asia/Jerusalem; Jordan Standard Time = Asia/Amman;
    Kaliningrad Standard Time = Europe/Kaliningrad; Korea Standard Time = Asia/Seoul;
    Libya Standard Time = Africa/Tripoli; Line Islands Standard Time = Pacific/Kiritimati;
    Lord Howe Standard Time = Australia/Lord_Howe; Magadan Standard Time = Asia/Magadan;
    Magallanes Standard Time = America/Punta_Arenas; Marquesas Standard Time = Pacific/Marquesas;
    Mauritius Standard Time = Indian/Mauritius; Middle East Standard Time = Asia/Beirut;
    Montevideo Standard Time = America/Montevideo; Morocco Standard Time = Africa/Casablanca;
    Mountain Standard Time = America/Denver; Mountain Standard Time (Mexico) = America/Mazatlan;
    Myanmar Standard Time = Asia/Yangon; N. Central Asia Standard Time = Asia/Novosibirsk;
    Namibia Standard Time = Africa/Windhoek; Nepal Standard Time = Asia/Kathmandu;
    New Zealand Standard Time = Pacific/Auckland; Newfoundland Standard Time = America/St_Johns;
    Norfolk Standard Time = Pacific/Norfolk; North Asia East Standard Time = Asia/Irkutsk;
    North Asia Standard Time = Asia/Krasnoyarsk; North Korea Standard Time = Asia/Pyongyang;
    Omsk Standard Time = Asia/Omsk; Pacific SA Standard Time = America/Santiago;
    Pacific Standard Time = America/Los_Angeles; Pacific Standard Time (Mexico) = America/Tijuana;
    Pakistan Standard Time = Asia/Karachi; Paraguay Standard Time = America/Asuncion;
    Qyzylorda Standard Time = Asia/Qyzylorda; Romance Standard Time = Europe/Paris;
    Russia Time Zone 10 = Asia/Srednekolymsk; Russia Time Zone 11 = Asia/Kamchatka;
    Russia Time Zone 3 = Europe/Samara; Russian Standard Time = Europe/Moscow;
    SA Eastern Standard Time = America/Cayenne; SA Pacific Standard Time = America/Bogota;
    SA Western Standard Time = America/La_Paz; SE Asia Standard Time = Asia/Bangkok;
    Saint Pierre Standard Time = America/Miquelon; Sakhalin Standard Time = Asia/Sakhalin;
    Samoa Standard Time = Pacific/Apia; Sao Tome Standard Time = Africa/Sao_Tome;
    Saratov Standard Time = Europe/Saratov; Singapore Standard Time = Asia/Singapore;
    South Africa Standard Time = Africa/Johannesburg; South Sudan Standard Time = Africa/Juba;
    Sri Lanka Standard Time = Asia/Colombo; Sudan Standard Time = Africa/Khartoum;
    Syria Standard Time = Asia/Damascus; Taipei Standard Time = Asia/Taipei;
    Tasmania Standard Time = Australia/Hobart; Tocantins Standard Time = America/Araguaina;
    Tokyo Standard Time = Asia/Tokyo; Tomsk Standard Time = Asia/Tomsk;
    Tonga Standard Time = Pacific/Tongatapu; Transbaikal Standard Time = Asia/Chita;
    Turkey Standard Time = Europe/Istanbul; Turks And Caicos Standard Time = America/Grand_Turk;
    US Eastern Standard Time = America/Indiana/Indianapolis;
    US Mountain Standard Time = America/Phoenix; UTC = Etc/UTC; UTC+12 = Etc/GMT-12;
    UTC+13 = Etc/GMT-13; UTC-02 = Etc/GMT+2; UTC-08 = Etc/GMT+8; UTC-09 = Etc/GMT+9;
    UTC-11 = Etc/GMT+11; Ulaanbaatar Standard Time = Asia/Ulaanbaatar;
    Venezuela Standard Time = America/Caracas; Vladivostok Standard Time = Asia/Vladivostok;
    Volgograd Standard Time = Europe/Volgograd; W. Australia Standard Time = Australia/Perth;
    W. Central Africa Standard Time = Africa/Lagos; W. Europe Standard Time = Europe/Berlin;
    W. Mongolia Standard Time = Asia/Hovd; West Asia Standard Time = Asia/Tashkent;
    West Bank Standard Time = Asia/Hebron; West Pacific Standard Time = Pacific/Port_Moresby;
    Yakutsk Standard Time = Asia/Yakutsk; Yukon Standard Time = America/Whitehorse
""")
"""What Windows, Microsoft Entra and Exchange write (CLDR ``windowsZones``, territory 001)."""

SPOKEN = _pairs("""
    Abu Dhabi = Asia/Dubai; Alaska = America/Juneau; Arizona = America/Phoenix;
    Atlantic Time (Canada) = America/Halifax; Beijing = Asia/Shanghai; Bern = Europe/Zurich;
    Brasilia = America/Sao_Paulo; Cape Verde Is. = Atlantic/Cape_Verde;
    Central America = America/Guatemala; Central Time (US & Canada) = America/Chicago;
    Chatham Is. = Pacific/Chatham; Chennai = Asia/Kolkata; Eastern Time = America/New_York;
    Eastern Time (US & Canada) = America/New_York; Edinburgh = Europe/London;
    Ekaterinburg = Asia/Yekaterinburg; Georgetown = America/Guyana; Greenland = America/Nuuk;
    Guadalajara = America/Mexico_City; Hanoi = Asia/Bangkok; Hawaii = Pacific/Honolulu;
    Indiana (East) = America/Indiana/Indianapolis; Islamabad = Asia/Karachi;
    Marshall Is. = Pacific/Majuro; Midway Island = Pacific/Midway;
    Mountain Time (US & Canada) = America/Denver; Mumbai = Asia/Kolkata;
    New Caledonia = Pacific/Noumea; New Delhi = Asia/Kolkata; Newfoundland = America/St_Johns;
    Osaka = Asia/Tokyo; Pacific Time = America/Los_Angeles;
    Pacific Time (US & Canada) = America/Los_Angeles; Pretoria = Africa/Johannesburg;
    Quito = America/Lima; Sapporo = Asia/Tokyo; Saskatchewan = America/Regina;
    Solomon Is. = Pacific/Guadalcanal; Sri Jayawardenepura = Asia/Colombo;
    St. Petersburg = Europe/Moscow; Tokelau Is. = Pacific/Fakaofo; Wellington = Pacific/Auckland;
    West Central Africa = Africa/Algiers
""")
"""What Ruby on Rails, and so Canvas, writes where no IANA name ends like it."""
