//! Customers and where they live.

use super::random::Random;

pub(crate) struct Customer {
    pub(crate) name: String,
    pub(crate) address: Vec<String>,
    pub(crate) language: &'static str,
}

const TITLES: [&str; 6] = ["Ms", "Mr", "Mrs", "Mx", "Dr", "Prof"];

const FIRST: [&str; 36] = [
    "Adaeze",
    "Oliver",
    "Amelia",
    "Siobhán",
    "Łukasz",
    "Zoë",
    "François",
    "Jürgen",
    "Aoife",
    "Rhys",
    "Priya",
    "Mohammed",
    "Isla",
    "Callum",
    "Noémie",
    "Søren",
    "Åsa",
    "Dvořák",
    "Tomáš",
    "Agnès",
    "Hannah",
    "Jack",
    "Fatima",
    "Olwen",
    "Pádraig",
    "Chloë",
    "José",
    "Inês",
    "Małgorzata",
    "Gülşen",
    "Đorđe",
    "Þóra",
    "Emily",
    "George",
    "Nnamdi",
    "Yetunde",
];

const LAST: [&str; 36] = [
    "Okafor",
    "Smith",
    "Williams",
    "Ní Mhuircheartaigh",
    "Wójcik",
    "Brontë",
    "Lefèvre",
    "Müller",
    "O’Sullivan",
    "Llewellyn",
    "Patel",
    "Khan",
    "MacDonald",
    "Fraser",
    "Bélanger",
    "Sørensen",
    "Öberg",
    "Novák",
    "Černý",
    "Granger",
    "Taylor",
    "Brown",
    "Hussain",
    "Pritchard",
    "Ó Briain",
    "Achterberg",
    "Núñez",
    "Gonçalves",
    "Szczepańska",
    "Yıldız",
    "Đurić",
    "Jónsdóttir",
    "Clarke",
    "Hughes",
    "Eze",
    "Adeyemi",
];

const LONG: [&str; 4] = [
    "Professor Dr Maximiliane Freifrau von und zu Hohenlohe-Waldenburg-Schillingsfürst, Gräfin von Gleichen",
    "The Trustees of the Ancient and Charitable Foundation of Saint Bartholomew the Less in the City of Wakefield",
    "Mr Wolfeschlegelsteinhausenbergerdorff Featherstonehaugh-Cholmondeley and Mrs Persephone Featherstonehaugh-Cholmondeley",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch Community Allotments and Horticultural Society Limited",
];

const STREETS: [&str; 12] = [
    "Mill Lane",
    "Harbour Street",
    "Station Road",
    "Church Walk",
    "Kirkstall Road",
    "The Headrow",
    "Victoria Terrace",
    "Orchard Close",
    "Queen’s Gate",
    "Saint Mary’s Hill",
    "Weavers Yard",
    "Old Quarry Lane",
];

const TOWNS: [(&str, &str); 10] = [
    ("LEEDS", "LS6 2QT"),
    ("YORK", "YO1 7HH"),
    ("SHEFFIELD", "S10 2TN"),
    ("HULL", "HU1 3DZ"),
    ("BRADFORD", "BD1 1HY"),
    ("MANCHESTER", "M4 5JD"),
    ("CARDIFF", "CF10 3NP"),
    ("EDINBURGH", "EH8 9YL"),
    ("BELFAST", "BT7 1NN"),
    ("BRISTOL", "BS1 5TR"),
];

const CHINESE_FAMILY: [&str; 14] =
    ["陳", "林", "黃", "張", "李", "王", "吳", "劉", "蔡", "楊", "許", "鄭", "謝", "歐陽"];

const CHINESE_GIVEN: [&str; 14] =
    ["美玲", "志明", "淑芬", "家豪", "雅婷", "俊傑", "怡君", "建宏", "佩珊", "冠宇", "詩涵", "承恩", "麗華", "國棟"];

const CHINESE_STREETS: [(&str, &str); 8] = [
    ("臺北市大安區", "忠孝東路四段"),
    ("新北市板橋區", "文化路一段"),
    ("臺中市西屯區", "臺灣大道三段"),
    ("高雄市前鎮區", "中華五路"),
    ("臺南市東區", "長榮路二段"),
    ("桃園市中壢區", "中央西路"),
    ("新竹市東區", "光復路二段"),
    ("香港九龍尖沙咀", "廣東道"),
];

pub(crate) fn customer(number: u32, random: &mut Random) -> Customer {
    if number == 17 {
        let address = ["Flat 6", "14 Mill Lane", "LEEDS", "LS6 2QT"].map(str::to_owned).to_vec();
        return Customer { name: "Ms Adaeze Okafor".into(), address, language: "en-GB" };
    }
    if number % 8 == 2 {
        return chinese(random);
    }
    let name = if number % 61 == 7 {
        (*random.pick(&LONG)).to_owned()
    } else {
        format!("{} {} {}", random.pick(&TITLES), random.pick(&FIRST), random.pick(&LAST))
    };
    let (town, code) = random.pick(&TOWNS);
    let mut address = Vec::new();
    if random.between(0, 2) == 0 {
        address.push(format!("Flat {}", random.between(1, 40)));
    }
    if random.between(0, 9) == 0 {
        address.push("Care of the Warden, Almshouses and Hospital".to_owned());
    }
    address.push(format!("{} {}", random.between(1, 240), random.pick(&STREETS)));
    address.push((*town).to_owned());
    address.push((*code).to_owned());
    Customer { name, address, language: "en-GB" }
}

fn chinese(random: &mut Random) -> Customer {
    let (district, street) = random.pick(&CHINESE_STREETS);
    let title = *random.pick(&["先生", "女士", "小姐"]);
    let name = format!("{}{} {title}", random.pick(&CHINESE_FAMILY), random.pick(&CHINESE_GIVEN));
    let street = format!("{street}{}號{}樓之{}", random.between(1, 480), random.between(2, 24), random.between(1, 6));
    let address =
        vec![format!("{:03}{:03}", random.between(100, 983), random.between(1, 999)), (*district).to_owned(), street];
    Customer { name, address, language: "zh-Hant" }
}
