#!/usr/bin/env python3
"""Writes the tables of this folder from the converters of the C library (iconv) and from the rules of GCGID names.

Run it in this folder; README.md says what the files are.
"""

import subprocess
import unicodedata

# CPGID: (encoding, what it is for). All are known to iconv as IBMnnn or CPnnn.
PAGES = {
    37: ("ebcdic", "United States, Canada, Netherlands, Portugal, Brazil"),
    273: ("ebcdic", "Austria, Germany"),
    274: ("ebcdic", "Belgium (old)"),
    275: ("ebcdic", "Brazil (old)"),
    277: ("ebcdic", "Denmark, Norway"),
    278: ("ebcdic", "Finland, Sweden"),
    280: ("ebcdic", "Italy"),
    281: ("ebcdic", "Japan, Latin"),
    284: ("ebcdic", "Spain, Latin America"),
    285: ("ebcdic", "United Kingdom"),
    290: ("ebcdic", "Japan, Katakana"),
    297: ("ebcdic", "France"),
    420: ("ebcdic", "Arabic"),
    423: ("ebcdic", "Greece (old)"),
    424: ("ebcdic", "Hebrew"),
    500: ("ebcdic", "International"),
    870: ("ebcdic", "Latin 2"),
    871: ("ebcdic", "Iceland"),
    875: ("ebcdic", "Greece"),
    880: ("ebcdic", "Cyrillic (old)"),
    905: ("ebcdic", "Turkey (old)"),
    918: ("ebcdic", "Urdu"),
    1025: ("ebcdic", "Cyrillic"),
    1026: ("ebcdic", "Turkey"),
    1047: ("ebcdic", "Open systems, Latin 1"),
    1097: ("ebcdic", "Farsi"),
    1112: ("ebcdic", "Baltic"),
    1122: ("ebcdic", "Estonia"),
    1123: ("ebcdic", "Ukraine"),
    1130: ("ebcdic", "Vietnam"),
    1132: ("ebcdic", "Lao"),
    1137: ("ebcdic", "Devanagari"),
    1140: ("ebcdic", "037 with euro"),
    1141: ("ebcdic", "273 with euro"),
    1142: ("ebcdic", "277 with euro"),
    1143: ("ebcdic", "278 with euro"),
    1144: ("ebcdic", "280 with euro"),
    1145: ("ebcdic", "284 with euro"),
    1146: ("ebcdic", "285 with euro"),
    1147: ("ebcdic", "297 with euro"),
    1148: ("ebcdic", "500 with euro"),
    1149: ("ebcdic", "871 with euro"),
    1153: ("ebcdic", "870 with euro"),
    1154: ("ebcdic", "1025 with euro"),
    1155: ("ebcdic", "1026 with euro"),
    1156: ("ebcdic", "1112 with euro"),
    1157: ("ebcdic", "1122 with euro"),
    1158: ("ebcdic", "1123 with euro"),
    1160: ("ebcdic", "Thailand with euro"),
    1164: ("ebcdic", "Vietnam with dong"),
    833: ("ebcdic", "Korea"),
    836: ("ebcdic", "Simplified Chinese"),
    1027: ("ebcdic", "Japan, Latin extended"),
    367: ("ascii", "ASCII"),
    437: ("ascii", "Personal computer"),
    737: ("ascii", "Personal computer, Greek"),
    775: ("ascii", "Personal computer, Baltic"),
    813: ("ascii", "ISO 8859-7"),
    819: ("ascii", "ISO 8859-1"),
    850: ("ascii", "Personal computer, Latin 1"),
    852: ("ascii", "Personal computer, Latin 2"),
    855: ("ascii", "Personal computer, Cyrillic"),
    857: ("ascii", "Personal computer, Turkey"),
    858: ("ascii", "850 with euro"),
    860: ("ascii", "Personal computer, Portugal"),
    861: ("ascii", "Personal computer, Iceland"),
    862: ("ascii", "Personal computer, Hebrew"),
    863: ("ascii", "Personal computer, French Canada"),
    864: ("ascii", "Personal computer, Arabic"),
    865: ("ascii", "Personal computer, Nordic"),
    866: ("ascii", "Personal computer, Russian"),
    869: ("ascii", "Personal computer, Greece"),
    874: ("ascii", "Personal computer, Thailand"),
    912: ("ascii", "ISO 8859-2"),
    915: ("ascii", "ISO 8859-5"),
    916: ("ascii", "ISO 8859-8"),
    920: ("ascii", "ISO 8859-9"),
    921: ("ascii", "ISO 8859-13"),
    923: ("ascii", "ISO 8859-15"),
    1089: ("ascii", "ISO 8859-6"),
    1250: ("ascii", "Windows, Latin 2"),
    1251: ("ascii", "Windows, Cyrillic"),
    1252: ("ascii", "Windows, Latin 1"),
    1253: ("ascii", "Windows, Greek"),
    1254: ("ascii", "Windows, Turkey"),
    1255: ("ascii", "Windows, Hebrew"),
    1256: ("ascii", "Windows, Arabic"),
    1257: ("ascii", "Windows, Baltic"),
    1258: ("ascii", "Windows, Vietnam"),
}

OTHER_NAMES = {
    367: "ANSI_X3.4-1968", 737: "CP737", 423: "EBCDIC-GREEK", 923: "ISO-8859-15",
    # The one-byte parts of mixed code pages.
    833: "IBM933", 836: "IBM935", 1027: "IBM939",
    **{number: f"CP{number}" for number in range(1250, 1259)},
}

# Two-byte EBCDIC code pages, and the mixed code page of iconv that has them behind shift-out.
WIDE = {300: ("IBM930", "Japan"), 834: ("IBM933", "Korea"), 835: ("IBM937", "Traditional Chinese"),
        837: ("IBM935", "Simplified Chinese")}


def convert(name, data):
    done = subprocess.run(["iconv", "-f", name, "-t", "UTF-16BE"], input=data, capture_output=True)
    text = done.stdout.decode("utf-16-be", "replace") if done.returncode == 0 else ""
    return text if len(text) == 1 and not 0xD800 <= ord(text) < 0xE000 else None


def single_byte():
    with open("single-byte.txt", "w") as out:
        for number, (kind, words) in sorted(PAGES.items()):
            out.write(f"{number} {kind} {words}\n")
            name = OTHER_NAMES.get(number, f"IBM{number:03}")
            for row in range(16):
                cells = [convert(name, bytes([row * 16 + column])) for column in range(16)]
                out.write(" ".join(f"{ord(cell):04X}" if cell else "----" for cell in cells) + "\n")


def wide():
    """Rows of 190 characters, X'41' to X'FE'; the replacement character where there is none."""
    with open("two-byte.txt", "w") as out:
        for number, (name, words) in sorted(WIDE.items()):
            out.write(f"page {number} {words}\n")
            for row in range(0x41, 0xFF):
                cells = [convert(name, bytes([0x0E, row, column, 0x0F])) or "\ufffd" for column in range(0x41, 0xFF)]
                cells = ["\ufffd" if 0xE000 <= ord(cell) < 0xF900 else cell for cell in cells]
                if any(cell != "\ufffd" for cell in cells):
                    out.write(f"{row:02X} {''.join(cells).rstrip(chr(0xFFFD))}\n")


# Accents by the first two digits of a small letter; the capital is one more.
ACCENTS = {"11": 0x301, "13": 0x300, "15": 0x302, "17": 0x308, "19": 0x303, "21": 0x30C, "23": 0x306, "25": 0x30B,
           "27": 0x30A, "29": 0x307, "31": 0x304, "41": 0x327, "43": 0x328, "51": 0x31B}

LISTS = """
LA51 00E6 LA52 00C6 LO51 0153 LO52 0152 LI51 0133 LI52 0132 LF51 FB00 LF53 FB01 LF55 FB02 LF57 FB03 LF59 FB04
LD61 0111 LD62 00D0 LD63 00F0 LD64 00D0 LH61 0127 LH62 0126 LI61 0131 LI30 0130 LK61 0138 LL61 0142 LL62 0141
LL63 0140 LL64 013F LN61 014B LN62 014A LN63 0149 LO61 00F8 LO62 00D8 LS61 00DF LT61 0167 LT62 0166 LT63 00FE
LT64 00DE LN011000 207F
ND10 0030 ND01 0031 ND02 0032 ND03 0033 ND04 0034 ND05 0035 ND06 0036 ND07 0037 ND08 0038 ND09 0039
ND101000 2070 ND011000 00B9 ND021000 00B2 ND031000 00B3 ND041000 2074 ND051000 2075 ND061000 2076 ND071000 2077
ND081000 2078 ND091000 2079 ND100008 0030 ND100009 0030
NF01 00BD NF04 00BC NF05 00BE NF18 215B NF19 215C NF20 215D NF21 215E
SA00 2212 SA001000 207B SA01 002B SA011000 207A SA02 00B1 SA03 003C SA04 003D SA05 003E SA06 00F7 SA07 00D7
SA16 223C SA38 2229 SA42 221F SA44 2245 SA45 221E SA48 2261 SA49 2202 SA51 222B SA52 2264 SA53 2265 SA54 2260
SA66 25CA SA70 2248 SA79 2219 SA80 221A
SC01 00A4 SC02 00A3 SC03 0024 SC04 00A2 SC05 00A5 SC06 20A7 SC07 0192 SC12 FFE5 SC13 0E3F SC14 20A9 SC17 20AA
SC20 20AC
SD11 00B4 SD110001 0384 SD13 0060 SD15 005E SD150100 02C6 SD150300 005E SD17 00A8 SD19 007E SD190100 02DC
SD190300 007E SD21 02C7 SD23 02D8 SD25 02DD SD27 02DA SD29 02D9 SD31 02C9 SD41 00B8 SD43 02DB SD63 00B7 SD73 0385
SF01 250C SF02 2514 SF03 2510 SF04 2518 SF05 253C SF06 252C SF07 2534 SF08 251C SF09 2524 SF10 2500 SF11 2502
SF14 2591 SF15 2592 SF16 2593 SF19 2561 SF20 2562 SF21 2556 SF22 2555 SF23 2563 SF24 2551 SF25 2557 SF26 255D
SF27 255C SF28 255B SF36 255E SF37 255F SF38 255A SF39 2554 SF40 2569 SF41 2566 SF42 2560 SF43 2550 SF44 256C
SF45 2567 SF46 2568 SF47 2564 SF48 2565 SF49 2559 SF50 2558 SF51 2552 SF52 2553 SF53 256B SF54 256A SF57 2584
SF58 258C SF59 2590 SF60 2580 SF61 2588
SM00 2116 SM01 0023 SM02 0025 SM03 0026 SM04 002A SM05 0040 SM06 005B SM07 005C SM08 005D SM10 2017 SM11 007B
SM12 2015 SM13 007C SM14 007D SM15 00AF SM16 2113 SM17 00B5 SM18 2126 SM19 00B0 SM20 00BA SM21 00AA SM24 00A7
SM25 00B6 SM28 2642 SM29 2640 SM30 2190 SM31 2192 SM32 2191 SM33 2193 SM34 2020 SM35 2021 SM47 25A0 SM52 00A9
SM53 00AE SM54 2122 SM56 2030 SM57 2022 SM570001 25D8 SM59 25BA SM60 25B2 SM63 25C4 SM65 00A6 SM66 00AC SM68 2310
SM69 263C SM70 25AC SM72 21B5 SM75 25CB SM750002 25D9 SM76 2195 SM77 21A8 SM78 2194 SM79 2302 SM86 0640 SM90 2014
SM91 266B SM93 266A
SP01 0020 SP02 0021 SP03 00A1 SP04 0022 SP05 0027 SP06 0028 SP061000 207D SP07 0029 SP071000 207E SP08 002C
SP080007 060C SP09 005F SP10 002D SP11 002E SP12 002F SP120001 2044 SP13 003A SP14 003B SP140007 061B SP15 003F
SP150007 061F SP16 00BF SP17 00AB SP18 00BB SP19 2018 SP20 2019 SP21 201C SP22 201D SP23 201E SP26 201A SP27 2039
SP28 203A SP30 00A0 SP31 2007 SP32 00AD SP33 203C SP49 3164 SP50 303F SP5300Z0 200C SP5400Z0 200D SP5500Z0 200E
SP5600Z0 200F
SS00 263A SS01 263B SS02 2665 SS03 2666 SS04 2663 SS05 2660 SS26 2320 SS27 2321 SS30 2318 SS68 2013 SS77 3005
SV04 25BC SV32 FFFD SV52 2026
GA01 03B1 GB01 03B2 GG01 03B3 GD01 03B4 GE01 03B5 GZ01 03B6 GE31 03B7 GT61 03B8 GI01 03B9 GK01 03BA GL01 03BB
GM01 03BC GN01 03BD GX01 03BE GO01 03BF GP01 03C0 GR01 03C1 GS01 03C3 GT01 03C4 GU01 03C5 GF01 03C6 GH01 03C7
GP61 03C8 GO31 03C9 GS61 03C2 GT610001 03D1 GF010001 03C6
GA02 0391 GB02 0392 GG02 0393 GD02 0394 GE02 0395 GZ02 0396 GE32 0397 GT62 0398 GI02 0399 GK02 039A GL02 039B
GM02 039C GN02 039D GX02 039E GO02 039F GP02 03A0 GR02 03A1 GS02 03A3 GT02 03A4 GU02 03A5 GF02 03A6 GH02 03A7
GP62 03A8 GO32 03A9
GA11 03AC GE11 03AD GE71 03AE GI11 03AF GO11 03CC GU11 03CD GO71 03CE GI17 03CA GU17 03CB GI73 0390 GU73 03B0
GA12 0386 GE12 0388 GE72 0389 GI12 038A GO12 038C GU12 038E GO72 038F GI18 03AA GU18 03AB
KA01 0430 KB01 0431 KV01 0432 KG01 0433 KD01 0434 KE01 0435 KZ21 0436 KZ01 0437 KI01 0438 KJ11 0439 KK01 043A
KL01 043B KM01 043C KN01 043D KO01 043E KP01 043F KR01 0440 KS01 0441 KT01 0442 KU01 0443 KF01 0444 KH01 0445
KC01 0446 KC21 0447 KS21 0448 KS15 0449 KU21 044A KY01 044B KX11 044C KE13 044D KU15 044E KA15 044F
KE17 0451 KD61 0452 KG11 0453 KE15 0454 KZ15 0455 KI11 0456 KI17 0457 KJ01 0458 KL41 0459 KN11 045A KC11 045B
KK11 045C KU23 045E KG21 045F KG29 0491
KA02 0410 KB02 0411 KV02 0412 KG02 0413 KD02 0414 KE02 0415 KZ22 0416 KZ02 0417 KI02 0418 KJ12 0419 KK02 041A
KL02 041B KM02 041C KN02 041D KO02 041E KP02 041F KR02 0420 KS02 0421 KT02 0422 KU02 0423 KF02 0424 KH02 0425
KC02 0426 KC22 0427 KS22 0428 KS16 0429 KU22 042A KY02 042B KX12 042C KE14 042D KU16 042E KA16 042F
KE18 0401 KD62 0402 KG12 0403 KE16 0404 KZ16 0405 KI12 0406 KI18 0407 KJ02 0408 KL42 0409 KN12 040A KC12 040B
KK12 040C KU24 040E KG22 040F KG30 0490
HX33 05D0 HB01 05D1 HG01 05D2 HD01 05D3 HH01 05D4 HW01 05D5 HZ01 05D6 HH45 05D7 HT45 05D8 HY01 05D9 HK61 05DA
HK01 05DB HL01 05DC HM61 05DD HM01 05DE HN61 05DF HN01 05E0 HS01 05E1 HX35 05E2 HP61 05E3 HP01 05E4 HS61 05E5
HS45 05E6 HQ01 05E7 HR01 05E8 HS21 05E9 HT01 05EA HW61 05F0 HW63 05F1 HY61 05F2
SD808000 05B0 SD818000 05B1 SD828000 05B2 SD838000 05B3 SD848000 05B4 SD858000 05B5 SD868000 05B6 SD878000 05B7
SD888000 05B8 SD898000 05B9 SD928000 05BB SD938000 05BC SD948000 05BD SD64 05BE SD958000 05BF SD65 05C0
SD968000 05C1 SD978000 05C2 SD66 05C3
SD118000 0301 SD138000 0300 SD158000 0302 SD178000 0308 SD198000 0303 SD218000 030C SD238000 0306 SD258000 030B
SD278000 030A SD318000 0304 SD418000 0327 SD438000 0328
AX30 0621 AA21 0622 AA31 0623 AW31 0624 AA310400 0625 AY31 0626 AA01 0627 AB01 0628 AT02 0629 AT01 062A AT47 062B
AG23 062C AH45 062D AH47 062E AD01 062F AD47 0630 AR01 0631 AZ01 0632 AS01 0633 AS23 0634 AS45 0635 AD45 0636
AT45 0637 AZ45 0638 AC47 0639 AG31 063A AF01 0641 AQ01 0642 AK01 0643 AL01 0644 AM01 0645 AN01 0646 AH01 0647
AW01 0648 AA02 0649 AY01 064A AA07 064B AU07 064C AI07 064D AA05 064E AU05 064F AI05 0650 AX10 0651 AE05 0652
AP01 067E AC21 0686 AZ21 0698 AX21 0698 AG01 06AF
AA210002 FE82 AA310002 FE84 AA010002 FE8E AB010003 FE91 AT010003 FE97 AT470003 FE9B AG230003 FE9F AH450003 FEA3
AH470003 FEA7 AS010003 FEB3 AS230003 FEB7 AS450003 FEBB AC470002 FECA AC470003 FECB AC470004 FECC AG310002 FECE
AG310003 FECF AG310004 FED0 AF010003 FED3 AQ010003 FED7 AK010003 FEDB AL010003 FEDF AM010003 FEE3 AN010003 FEE7
AH010003 FEEB AH010004 FEEC AA020002 FEF0 AY010002 FEF2 AY010003 FEF3 AL22 FEF5 AL220003 FEF6 AL32 FEF7
AL320003 FEF8 AL02 FEFB AL020003 FEFC AX100004 FE7D
JQ70 3002 JQ71 300C JQ72 300D JQ73 3001 JQ74 30FB JX70 30FC JX71 309B JX72 309C JQ710001 300E JQ720001 300F
JK410000 30F6
"""

KANA = [("A", 0x30A1, "vowels"), ("K", 0x30AB, 2), ("S", 0x30B5, 2), ("N", 0x30CA, 1), ("H", 0x30CF, 3),
        ("M", 0x30DE, 1), ("R", 0x30E9, 1)]
THAI = {
    0x0E01: "K1 K2 K3 K4 K5 K6 N1 C1 X1 S1 X2 X3 Y1 D1 T1 T2 T3 T4 N2 D2 T5 T6 T7 T8 N3 B1 P1 P2 F1 P3 F2 P4 M1 Y2 R1 "
            "R2 L1 L2 W1 S2 S3 S4 H1 L3 O1 H2 Q2 A2 A1 A3 A4 I1 I2 U1 U2 U3 U4 Q3",
    0x0E40: "E2 E3 O2 A5 A6 A7 Q1 E1 Z1 Z2 Z3 Z4 Z5 N4 E4 Q4",
    0x0E5A: "Q5 Q6",
}


def characters():
    names = {}

    def add(name, code):
        names.setdefault(name.ljust(8, "0"), code)

    words = LISTS.split()
    for name, code in zip(words[::2], words[1::2]):
        add(name, int(code, 16))
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        add(f"L{letter}01", ord(letter.lower()))
        add(f"L{letter}02", ord(letter))
        for digits, accent in ACCENTS.items():
            for plus, base in ((0, letter.lower()), (1, letter)):
                whole = unicodedata.normalize("NFC", base + chr(accent))
                if len(whole) == 1:
                    add(f"L{letter}{int(digits) + plus:02}", ord(whole))
    for script, shift in (("J", 0), ("R", -0x60)):
        for number, vowel in enumerate("AIUEO"):
            add(f"{script}{vowel}01", 0x30A1 + shift + number * 2)
            add(f"{script}{vowel}00", 0x30A2 + shift + number * 2)
        for consonant, start, step in KANA[1:]:
            for number in range(5):
                add(f"{script}{consonant}{number + 1}0", start + shift + number * step)
        for number, code in enumerate((0x30BF, 0x30C1, 0x30C4, 0x30C6, 0x30C8)):
            add(f"{script}T{number + 1}0", code + shift)
        for name, code in (("T31", 0x30C3), ("Y11", 0x30E3), ("Y10", 0x30E4), ("Y31", 0x30E5), ("Y30", 0x30E6),
                           ("Y51", 0x30E7), ("Y50", 0x30E8), ("W10", 0x30EF), ("W50", 0x30F2), ("N00", 0x30F3)):
            add(f"{script}{name}", code + shift)
    for start, signs in THAI.items():
        for number, sign in enumerate(signs.split()):
            add(f"B{sign}", start + number)
    for digit in range(10):
        add(f"ND{digit or 10:02}0001", 0x0660 + digit)
        add(f"ND{digit or 10:02}0002", 0x0E50 + digit)
    with open("graphic-characters.txt", "w") as out:
        for name, code in sorted(names.items()):
            out.write(f"{name} {code:04X}\n")
    return names


if __name__ == "__main__":
    single_byte()
    wide()
    print(len(characters()), "graphic characters")
