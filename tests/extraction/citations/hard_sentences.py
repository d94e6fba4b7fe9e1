"""Hard sentences, invented: each row is (why, sentence, expected citations).

A citation is written ``title | doc_number | issuer | article | version`` with what it lacks
left out at the end; an empty place is null. The section is ``basis``.
"""

from __future__ import annotations

Row = tuple[str, str, list[str]]

NUMBERS: list[Row] = [
    (
        "number after the title",
        "依据《松溪区河道养护办法》（沪松溪府规〔2021〕3号）",
        ["松溪区河道养护办法|沪松溪府规〔2021〕3号"],
    ),
    (
        "square brackets, half-width bracket, blanks",
        "见《河道养护办法》(普水 [2021] 第 03 号)。",
        ["河道养护办法|普水〔2021〕3号"],
    ),
    (
        "lenticular brackets",
        "《河道养护办法》（普水【2021】3号）",
        ["河道养护办法|普水〔2021〕3号"],
    ),
    (
        "round brackets around the year",
        "《河道养护办法》（普水（2021）3号）第五条",
        ["河道养护办法|普水〔2021〕3号||第五条"],
    ),
    (
        "brackets that do not match",
        "《河道养护办法》（普水[2021)3号）、《泵站管理办法》",
        ["河道养护办法|普水〔2021〕3号", "泵站管理办法"],
    ),
    (
        "number without a bracket after the title",
        "《河道养护办法》普水〔2021〕3号",
        ["河道养护办法|普水〔2021〕3号"],
    ),
    (
        "the bracket is never closed",
        "根据《河道养护办法》（普水〔2021〕3号、《泵站管理办法》（普水〔2022〕4号）",
        ["河道养护办法|普水〔2021〕3号", "泵站管理办法|普水〔2022〕4号"],
    ),
    (
        "full-width digits",
        "《河道养护办法》（普水〔２０２１〕３号）",
        ["河道养护办法|普水〔2021〕3号"],
    ),
    ("号 left out", "《河道养护办法》（普府〔2021〕3）", ["河道养护办法|普府〔2021〕3号"]),
    (
        "year without a bracket",
        "《河道养护办法》（沪水务发2021年第3号）",
        ["河道养护办法|沪水务发〔2021〕3号"],
    ),
    (
        "a label before the number",
        "《河道养护办法》（文号：普水〔2021〕3号）",
        ["河道养护办法|普水〔2021〕3号"],
    ),
    (
        "the issuer stands with the number",
        "《河道养护办法》（区水务局 普水〔2021〕3号）",
        ["河道养护办法|普水〔2021〕3号|区水务局"],
    ),
    (
        "文印发 after the number",
        "《泵站运行规程》（沪水务〔2019〕871号文印发）",
        ["泵站运行规程|沪水务〔2019〕871号"],
    ),
    (
        "number first, then 文",
        "按照沪府发〔2016〕12号文《关于加强河道管理的意见》执行",
        ["关于加强河道管理的意见|沪府发〔2016〕12号"],
    ),
    (
        "number first, right before the title",
        "沪府发〔2016〕12号《关于加强河道管理的意见》",
        ["关于加强河道管理的意见|沪府发〔2016〕12号"],
    ),
    (
        "a list with its numbers first",
        "沪水务〔2019〕1号《甲管理办法》、沪水务〔2020〕2号《乙实施意见》",
        ["甲管理办法|沪水务〔2019〕1号", "乙实施意见|沪水务〔2020〕2号"],
    ),
    (
        "number and title joined by 印发的",
        "区水务局普水〔2021〕3号印发的《河道养护办法》",
        ["河道养护办法|普水〔2021〕3号|区水务局"],
    ),
    (
        "number inside the marks, at the end",
        "《关于同意设立养护基金的批复（普水【2021】3号）》",
        ["关于同意设立养护基金的批复|普水〔2021〕3号"],
    ),
    (
        "number inside the marks, alone",
        "《国家林业局公告2021年第9号》第七条",
        ["|国家林业局公告〔2021〕第9号||第七条"],
    ),
    (
        "number inside the marks, at the start",
        "《沪府发〔2016〕12号关于加强河道管理的意见》",
        ["关于加强河道管理的意见|沪府发〔2016〕12号"],
    ),
    (
        "two numbers in one bracket are two citations",
        "《关于调整河道养护定额的通知》（沪水务〔2019〕871号、沪财农〔2019〕45号）",
        [
            "关于调整河道养护定额的通知|沪水务〔2019〕871号",
            "关于调整河道养护定额的通知|沪财农〔2019〕45号",
        ],
    ),
    (
        "two brackets with a number each",
        "《关于调整养护定额的通知》（沪水务〔2019〕871号）、（沪水务〔2022〕12号）",
        ["关于调整养护定额的通知|沪水务〔2019〕871号", "关于调整养护定额的通知|沪水务〔2022〕12号"],
    ),
    (
        "bare numbers",
        "依据沪教委财〔2019〕28号、沪财教〔2019〕45号文件精神",
        ["|沪教委财〔2019〕28号", "|沪财教〔2019〕45号"],
    ),
    (
        "further numbers leave out code and year",
        "按沪财预〔2020〕5号、6号和〔2021〕7号文件执行",
        ["|沪财预〔2020〕5号", "|沪财预〔2020〕6号", "|沪财预〔2021〕7号"],
    ),
    (
        "issuer before a bare number",
        "根据市财政局沪财预〔2020〕5号文件要求",
        ["|沪财预〔2020〕5号|市财政局"],
    ),
    (
        "issuer before a number in brackets",
        "按照区发改委（松发改投〔2023〕12号）批复",
        ["|松发改投〔2023〕12号|区发改委"],
    ),
    (
        "bare number with an article",
        "按国办发〔2020〕1号文第三条执行",
        ["|国办发〔2020〕1号||第三条"],
    ),
    (
        "one number for two rules about one matter",
        "《泵站设施运行管理办法》和《泵站设施运行考核细则》（沪水务〔2019〕871号）",
        ["泵站设施运行管理办法|沪水务〔2019〕871号", "泵站设施运行考核细则|沪水务〔2019〕871号"],
    ),
    (
        "one number, and the print says for both",
        "《河道养护办法》、《绿化补贴意见》（均为普水〔2021〕3号）",
        ["河道养护办法|普水〔2021〕3号", "绿化补贴意见|普水〔2021〕3号"],
    ),
    (
        "one number for two documents, as the print counts",
        "《河道养护办法》和《绿化补贴意见》两个文件（普水〔2021〕3号）",
        ["河道养护办法|普水〔2021〕3号", "绿化补贴意见|普水〔2021〕3号"],
    ),
    (
        "文件 before the bracket counts nothing: a list shares no number",
        "《河道养护办法》、《绿化补贴意见》文件（普水〔2021〕3号）",
        ["河道养护办法", "绿化补贴意见|普水〔2021〕3号"],
    ),
    (
        "a law before a numbered rule keeps no number",
        "《中华人民共和国水法》、《河道养护办法》（普水〔2021〕3号）",
        ["中华人民共和国水法", "河道养护办法|普水〔2021〕3号"],
    ),
    (
        "rules about other matters keep no number",
        "《政府采购管理办法》、《河道养护考核办法》（普水〔2021〕3号）",
        ["政府采购管理办法", "河道养护考核办法|普水〔2021〕3号"],
    ),
    (
        "a detailing rule does not share its number",
        "《节水管理办法》和《节水管理办法实施细则》（普水〔2021〕3号）",
        ["节水管理办法", "节水管理办法实施细则|普水〔2021〕3号"],
    ),
    ("old style, year first", "根据（84）林造字第27号文", ["|林造字〔1984〕27号"]),
    ("a contract's number is none", "合同编号：沪合〔2024〕第3号", []),
    ("a tender's number is none", "采购项目编号：普采〔2024〕第3号", []),
    ("a lawsuit's number is none", "依据（2021）沪0107民初1234号判决", []),
    ("a deed's number is none", "沪（2020）普字不动产权第012345号", []),
    ("a metro line and a building are none", "轨道交通（2020）5号线、2023年第5号楼", []),
    (
        "a number of minutes",
        "根据区政府常务会议纪要〔2023〕12号",
        ["|区政府常务会议纪要〔2023〕12号"],
    ),
    (
        "a ministry right before its own code",
        "根据教育部教基〔2028〕49号，安排经费。",
        ["|教基〔2028〕49号|教育部"],
    ),
    (
        "a commission whose code holds the name of an office",
        "依据国家发展改革委发改办农经〔2028〕3号文件精神",
        ["|发改办农经〔2028〕3号|国家发展改革委"],
    ),
    (
        "the district government, as a sentence calls it, before its code",
        "依据区府松府发〔2028〕3号文件精神",
        ["|松府发〔2028〕3号|区府"],
    ),
    (
        "a bureau whose code begins like its name",
        "按照岚柳市住房和城乡建设局岚住建〔2028〕3号执行",
        ["|岚住建〔2028〕3号|岚柳市住房和城乡建设局"],
    ),
    (
        "a reply's number right after its title without marks",
        "松溪区人民政府办公室关于河道养护有关问题的复函松府办函〔2028〕3号",
        ["关于河道养护有关问题的复函|松府办函〔2028〕3号|松溪区人民政府办公室"],
    ),
]

ORDERS: list[Row] = [
    (
        "order of the State Council",
        "《住房公积金管理条例》（国务院令第350号）",
        ["住房公积金管理条例|国务院令第350号"],
    ),
    (
        "the kind after the number",
        "《住房公积金管理条例》（国务院第350号令）",
        ["住房公积金管理条例|国务院令第350号"],
    ),
    (
        "中华人民共和国 is left off before 国务院令",
        "《政府投资条例》（中华人民共和国国务院令第 712 号）",
        ["政府投资条例|国务院令第712号"],
    ),
    ("a Chinese numeral becomes Arabic", "《测绘法》（主席令第六十七号）", ["测绘法|主席令第67号"]),
    (
        "a year without bracket",
        "《养护资质办法》（某某委员会令2011年第2号）",
        ["养护资质办法|某某委员会令〔2011〕第2号"],
    ),
    (
        "several bodies without separators",
        "《税收公告》（财政部 税务总局、住房城乡建设部公告2024年第16号）",
        ["税收公告|财政部税务总局住房城乡建设部公告〔2024〕第16号"],
    ),
    (
        "a date and 发布 around the order",
        "《公共图书馆管理办法》（1996年11月28日上海市人民政府令第37号发布，2018年修正）",
        ["公共图书馆管理办法|上海市人民政府令第37号|||2018年修正"],
    ),
    (
        "the kind is printed twice",
        "《样本林管理办法》（国家林业局令〔2004〕第9号令公布）",
        ["样本林管理办法|国家林业局令〔2004〕第9号"],
    ),
    ("公告 after the number", "根据国家林业局〔2006〕第8号公告", ["|国家林业局公告〔2006〕第8号"]),
    (
        "the body inside the marks, the number outside",
        "《海关总署公告》（〔2014〕第3号）",
        ["海关总署公告|海关总署公告〔2014〕第3号"],
    ),
    (
        "a body whose name holds 和",
        "按照国家发展和改革委员会令第3号",
        ["|国家发展和改革委员会令第3号"],
    ),
    ("a tender announcement is no order", "采购公告2023年第5号已发布", []),
    (
        "title in brackets after the announcement",
        "国家林业局公告〔2021〕6号（古树认定管理办法）",
        ["古树认定管理办法|国家林业局公告〔2021〕第6号"],
    ),
    (
        "an order as code",
        "《海塘管理办法》（沪府令〔2026〕26号）",
        ["海塘管理办法|沪府令〔2026〕第26号"],
    ),
]

MARKS: list[Row] = [
    (
        "inner marks in half width",
        "《关于印发<松溪区绿地办法>的通知》",
        ["关于印发〈松溪区绿地办法〉的通知"],
    ),
    (
        "inner marks like the outer ones",
        "《关于印发《松溪区绿地办法》的通知》（松绿〔2020〕1号）",
        ["关于印发〈松溪区绿地办法〉的通知|松绿〔2020〕1号"],
    ),
    ("guillemets as marks", "根据«松溪区绿地办法»", ["松溪区绿地办法"]),
    ("marks typed as two signs", "根据<<松溪区绿地办法>>执行", ["松溪区绿地办法"]),
    (
        "full-width angle brackets outside",
        "＜关于印发《绿地办法》的通知＞（松绿〔2020〕1号）",
        ["关于印发〈绿地办法〉的通知|松绿〔2020〕1号"],
    ),
    ("doubled marks", "根据《《松溪区绿地办法》》、《树木条例》", ["松溪区绿地办法", "树木条例"]),
    (
        "doubled opening mark",
        "根据《《松溪区绿地办法》、《树木条例》",
        ["松溪区绿地办法", "树木条例"],
    ),
    (
        "doubled closing mark",
        "根据《松溪区绿地办法》》、《树木条例》",
        ["松溪区绿地办法", "树木条例"],
    ),
    (
        "closing mark missing",
        "根据《松溪区绿地办法、《树木条例》等",
        ["松溪区绿地办法", "树木条例"],
    ),
    (
        "closing mark missing before the number",
        "《松溪区绿地办法（松绿〔2020〕1号）、《树木条例》",
        ["松溪区绿地办法|松绿〔2020〕1号", "树木条例"],
    ),
    (
        "opening mark missing",
        "《树木条例》、松溪区古树名木抢救预案》、《绿地办法》",
        ["树木条例", "松溪区古树名木抢救预案", "绿地办法"],
    ),
    (
        "opening mark missing, a 、 in the title",
        "《树木条例》、关于加强绿地、林地管理的通知》",
        ["树木条例", "关于加强绿地、林地管理的通知"],
    ),
    (
        "outer closing mark missing",
        "《关于印发《绿地办法》的通知（松绿〔2020〕1号）",
        ["关于印发〈绿地办法〉的通知|松绿〔2020〕1号"],
    ),
    (
        "inner closing mark missing",
        "《关于印发《绿地办法的通知》（松绿〔2020〕1号）",
        ["关于印发〈绿地办法〉的通知|松绿〔2020〕1号"],
    ),
    (
        "inner opening mark missing",
        "《关于印发绿地办法》的通知》（松绿〔2020〕1号）",
        ["关于印发〈绿地办法〉的通知|松绿〔2020〕1号"],
    ),
    (
        "three levels",
        "《关于修改〈松溪省实施《水法》办法〉的决定》",
        ["关于修改〈松溪省实施〈水法〉办法〉的决定"],
    ),
    (
        "two inner titles",
        "《关于印发〈绿地办法〉和〈树木办法〉的通知》",
        ["关于印发〈绿地办法〉和〈树木办法〉的通知"],
    ),
    (
        "a title broken by two line ends",
        "根据《松\n\n溪区绿地\n办法》（松绿〔20\n20〕1号）",
        ["松溪区绿地办法|松绿〔2020〕1号"],
    ),
    ("a title broken by a page number", "根据《松溪区\n— 12 —\n绿地办法》", ["松溪区绿地办法"]),
    (
        "blanks printed between the characters",
        "根 据 《 松 溪 区 绿 地 办 法 》",
        ["松溪区绿地办法"],
    ),
    (
        "tabs and HTML leftovers",
        "<p>根据《松溪区\t绿地<br/>办法》&nbsp;（松绿〔2020〕1号）</p>",
        ["松溪区绿地办法|松绿〔2020〕1号"],
    ),
    ("marks as HTML entities", "根据&laquo;松溪区绿地办法&raquo;", ["松溪区绿地办法"]),
    (
        "nothing between the titles",
        "《绿地办法》《树木条例》《林地规定》等法规",
        ["绿地办法", "树木条例", "林地规定"],
    ),
    ("every mention counts", "《绿地办法》已修订，按《绿地办法》执行", ["绿地办法", "绿地办法"]),
]

CARRIED: list[Row] = [
    (
        "关于印发 without outer marks",
        "关于印发《绿地办法》的通知（松绿〔2020〕1号）",
        ["关于印发〈绿地办法〉的通知|松绿〔2020〕1号"],
    ),
    (
        "the issuer before it",
        "区绿化局关于印发《绿地办法》的通知（松绿〔2020〕1号）",
        ["关于印发〈绿地办法〉的通知|松绿〔2020〕1号|区绿化局"],
    ),
    (
        "关于同意 … 的批复",
        "区政府关于同意《绿地规划》的批复",
        ["关于同意〈绿地规划〉的批复||区政府"],
    ),
    (
        "关于贯彻 … 的实施意见",
        "根据关于贯彻《绿地条例》的实施意见，开展工作",
        ["关于贯彻〈绿地条例〉的实施意见"],
    ),
    (
        "words between the inner title and 的通知",
        "关于认真做好贯彻落实《绿地规划》年度考核等工作的通知",
        ["关于认真做好贯彻落实〈绿地规划〉年度考核等工作的通知"],
    ),
    (
        "转发 without 关于",
        "区府办转发区财政局《关于加强资金管理的意见》的通知",
        ["转发区财政局〈关于加强资金管理的意见〉的通知||区府办"],
    ),
    (
        "two inner titles without outer marks",
        "关于印发《绿地办法》和《树木办法》的通知（松绿〔2020〕1号）",
        ["关于印发〈绿地办法〉和〈树木办法〉的通知|松绿〔2020〕1号"],
    ),
    (
        "inner marks doubled, no outer marks",
        "关于印发《《绿地办法》》的通知",
        ["关于印发〈绿地办法〉的通知"],
    ),
    (
        "inner mark unclosed, no outer marks",
        "关于印发《绿地办法的通知（松绿〔2020〕1号）",
        ["关于印发〈绿地办法〉的通知|松绿〔2020〕1号"],
    ),
    (
        "outer closing mark only",
        "根据关于印发《绿地办法》的通知》（松绿〔2020〕1号）",
        ["关于印发〈绿地办法〉的通知|松绿〔2020〕1号"],
    ),
    (
        "印发的 is a verb, no title",
        "根据区绿化局印发的《绿地办法》的相关规定",
        ["绿地办法||区绿化局"],
    ),
    ("关于 of a sentence, no title", "关于《绿地办法》的有关规定，另行通知", ["绿地办法"]),
]

ISSUERS: list[Row] = [
    ("one body", "根据上海市财政局印发的《经费办法》", ["经费办法||上海市财政局"]),
    ("no verb", "市委宣传部《网站考评办法（2020版）》等", ["网站考评办法||市委宣传部||2020版"]),
    ("根据 and 局", "根据区卫生健康委员会《防疫规范》", ["防疫规范||区卫生健康委员会"]),
    (
        "a list with a count",
        "省水利厅、农业厅等7部门印发的《灌区方案》",
        ["灌区方案||省水利厅、农业厅等7部门"],
    ),
    (
        "联合下发 is no part",
        "中央、国家有关部委联合下发的《绿色出行意见》（发改环资〔2019〕17号）",
        ["绿色出行意见|发改环资〔2019〕17号|中央、国家有关部委"],
    ),
    (
        "only for the title it stands before",
        "市财政局《甲办法》、《乙办法》",
        ["甲办法||市财政局", "乙办法"],
    ),
    (
        "another body after 、",
        "市财政局《甲办法》、区教育局《乙方案》",
        ["甲办法||市财政局", "乙方案||区教育局"],
    ),
    (
        "和 between citations is no part",
        "《甲办法》和区教育局《乙方案》",
        ["甲办法", "乙方案||区教育局"],
    ),
    ("a date before it", "2019年5月区政府办公室印发《甲办法》", ["甲办法||区政府办公室"]),
    ("a place is no body", "根据上海市《禁毒条例》", ["禁毒条例"]),
    ("a pronoun is no body", "我局制定了《甲办法》", ["甲办法"]),
    ("各部门 is no body", "各部门《甲办法》执行情况", ["甲办法"]),
    (
        "inside the marks it stays in the title",
        "《区财政局关于压减支出的通知》",
        ["区财政局关于压减支出的通知"],
    ),
    ("和 inside a body", "上海市规划和自然资源局《甲导则》", ["甲导则||上海市规划和自然资源局"]),
    ("two bodies joined by 和", "市教委和市财政局《甲办法》", ["甲办法||市教委和市财政局"]),
    ("a heading line before it", "二、立项依据\n区教育局《乙方案》", ["乙方案||区教育局"]),
    (
        "a list number before it",
        "1. 区教育局《乙方案》\n2. 《丙办法》",
        ["乙方案||区教育局", "丙办法"],
    ),
    (
        "region party and government",
        "区委、区政府《关于乡村振兴的意见》",
        ["关于乡村振兴的意见||区委、区政府"],
    ),
]

ARTICLES: list[Row] = [
    ("article and paragraph", "《档案法》第八条第一款", ["档案法|||第八条第一款"]),
    ("item in brackets", "《绿地办法》第六条第（二）项", ["绿地办法|||第六条第（二）项"]),
    (
        "after the number",
        "《绿地办法》（松绿〔2020〕1号）第四条",
        ["绿地办法|松绿〔2020〕1号||第四条"],
    ),
    (
        "several articles are one mention",
        "《绿地办法》第四条、第五条和第九条规定",
        ["绿地办法|||第四条、第五条和第九条"],
    ),
    ("a range", "《绿地办法》第四条至第六条", ["绿地办法|||第四条至第六条"]),
    ("blanks inside are dropped", "《绿地办法》第 12 条", ["绿地办法|||第12条"]),
    ("after an alias", "《绿地办法》（以下简称《办法》）第六条", ["绿地办法|||第六条"]),
    ("中 before it", "《绿地办法》中第六条", ["绿地办法|||第六条"]),
    ("a chapter before it", "《绿地办法》第二章第六条", ["绿地办法|||第二章第六条"]),
    ("inserted article", "《刑法》第一百二十条之一", ["刑法|||第一百二十条之一"]),
    ("a meeting's count is none", "《绿地办法》第六次修订", ["绿地办法"]),
]

VERSIONS: list[Row] = [
    ("year and 版", "《考核办法（2020版）》", ["考核办法||||2020版"]),
    ("修订", "《考核办法（2018年修订）》", ["考核办法||||2018年修订"]),
    ("修订版 in half-width brackets", "《考核办法(修订版)》", ["考核办法||||修订版"]),
    ("试行 stays in the title", "《考核办法（试行）》", ["考核办法（试行）||||试行"]),
    ("暂行 without bracket is no version", "《考核暂行办法》", ["考核暂行办法"]),
    (
        "a draft stays in the title",
        "《考核办法（征求意见稿）》",
        ["考核办法（征求意见稿）||||征求意见稿"],
    ),
    ("after the closing mark", "《考核办法》（2020年版）", ["考核办法||||2020年版"]),
    (
        "试行 after the closing mark",
        "《考核办法》（试行）（松绿〔2020〕1号）",
        ["考核办法|松绿〔2020〕1号|||试行"],
    ),
    (
        "in the bracket of the number",
        "《考核办法》（松绿〔2020〕1号，2021年修订版）",
        ["考核办法|松绿〔2020〕1号|||2021年修订版"],
    ),
    ("a plan's years are no version", "《绿地规划（2021-2035年）》", ["绿地规划（2021-2035年）"]),
    ("a year in front stays", "《2024年绿地工作要点》", ["2024年绿地工作要点"]),
    (
        "an edition of a list",
        "《集中采购目录及标准（2024年版）》",
        ["集中采购目录及标准||||2024年版"],
    ),
    ("a catalogue's year", "《产业指导目录（2019年本）》", ["产业指导目录||||2019年本"]),
]

BARE: list[Row] = [
    (
        "after the label",
        "1. 文件依据：松溪区古树保护工作要点\n2. 工作职能：加强培训。",
        ["松溪区古树保护工作要点"],
    ),
    (
        "a list after the label",
        "文件依据：松溪区绿地管理办法、关于加强林地、湿地管理的通知、《树木条例》等文件",
        ["松溪区绿地管理办法", "关于加强林地、湿地管理的通知", "树木条例"],
    ),
    (
        "right before a number",
        "松溪区绿地管理办法（松绿〔2020〕1号）",
        ["松溪区绿地管理办法|松绿〔2020〕1号"],
    ),
    (
        "with its issuer",
        "区绿化局关于加强林地管理的通知（松绿〔2020〕1号）",
        ["关于加强林地管理的通知|松绿〔2020〕1号|区绿化局"],
    ),
    (
        "several bodies",
        "市教委、市财政局关于调整补贴标准的通知（沪教委财〔2020〕11号）",
        ["关于调整补贴标准的通知|沪教委财〔2020〕11号|市教委、市财政局"],
    ),
    (
        "a number without a bracket",
        "关于加强林地管理的通知 松绿〔2020〕1号",
        ["关于加强林地管理的通知|松绿〔2020〕1号"],
    ),
    (
        "after its number",
        "松绿〔2020〕1号 关于加强林地管理的通知",
        ["关于加强林地管理的通知|松绿〔2020〕1号"],
    ),
    (
        "list items",
        "1、松溪区绿地管理办法\n2、关于加强林地管理的通知\n3、保障日常工作开展",
        ["松溪区绿地管理办法", "关于加强林地管理的通知"],
    ),
    (
        "in quotation marks",
        "根据“关于加强林地管理的通知”（松绿〔2020〕1号）",
        ["关于加强林地管理的通知|松绿〔2020〕1号"],
    ),
    (
        "根据 and 关于…的通知",
        "根据市教委关于做好学生资助工作的通知要求，发放补贴",
        ["关于做好学生资助工作的通知||市教委"],
    ),
    ("a law's full name", "根据中华人民共和国预算法的规定", ["中华人民共和国预算法"]),
    ("a phrase that names none", "根据园林队伍培训工作安排。", []),
    ("wishes of an office name none", "市水务局关于档案整理、公文流转等工作要求。", []),
    ("relevant rules name none", "按照国家有关规定和区财政局相关规定执行。", []),
    ("a contract names none", "根据与养护单位签订的合同分步付款。", []),
    ("a plan of work names none", "根据年度工作计划安排", []),
    (
        "duties are no titles",
        "1、贯彻执行绿化林业方面的法律法规和政策规定\n2、负责编制绿地规划",
        [],
    ),
]

NO_CITATIONS: list[Row] = [
    ("contract", "签订《办公楼租赁合同》后备案", []),
    ("agreement", "签订《战略合作框架协议》", []),
    ("form", "填写《项目申请表》", []),
    ("certificate", "持《养护资质证书》办理", []),
    ("the document's own form", "详见《项目绩效目标表》", []),
    ("newspaper", "在《松溪日报》刊登公告", []),
    ("book", "编纂《松溪区志》", []),
    ("activity", "开展《红色故事》宣讲活动", []),
    ("report of a bureau", "出具《竣工财务决算审计报告》", []),
    ("tender papers", "编制《招标文件》", []),
    ("a short name is only defined", "《绿地办法》（以下简称《办法》）", ["绿地办法"]),
    (
        "used later, the short name is a mention",
        "《绿地办法》（以下简称《办法》），按《办法》执行",
        ["绿地办法", "办法"],
    ),
    ("the number of a standard counts beside its title alone", "按GB 50420-2007执行", []),
    ("the model of a contract has a number too", "《绿地养护合同》（GF-2019-0201）", []),
    ("a level of protection names none", "按照信息系统等保三级要求", []),
    ("等文件 ends a list", "《甲办法》、《乙条例》等文件精神", ["甲办法", "乙条例"]),
    ("a comparison is no mark", "满意度>90%，投诉率<5%", []),
    (
        "plans, minutes, replies, letters are cited",
        "《绿地规划》《专题会议纪要》《关于立项的批复》《关于协助工作的函》",
        ["绿地规划", "专题会议纪要", "关于立项的批复", "关于协助工作的函"],
    ),
]

SHAPES: list[Row] = [
    (
        "two clauses, two bare numbers",
        "经沪发改投〔2023〕12号批复、自沪府发〔2020〕3号文施行之日起",
        ["|沪发改投〔2023〕12号", "|沪府发〔2020〕3号"],
    ),
    (
        "a code of one character",
        "《关于协助核查的函》（函〔2020〕12号）",
        ["关于协助核查的函|函〔2020〕12号"],
    ),
    (
        "year and number in the bracket, no code",
        "《绿地养护公告》（2020年第5号）",
        ["绿地养护公告|绿地养护公告〔2020〕第5号"],
    ),
    (
        "a number, then its title in brackets with marks",
        "沪府规〔2020〕1号（《某市绿地办法》）",
        ["某市绿地办法|沪府规〔2020〕1号"],
    ),
    (
        "a comma before the bracket",
        "《绿地办法》,(沪松溪府规〔2021〕2号);《树木办法》的规定（松绿〔2021〕3号）",
        ["绿地办法|沪松溪府规〔2021〕2号", "树木办法|松绿〔2021〕3号"],
    ),
    (
        "number and alias in one bracket",
        "《绿地办法》（以下简称《办法》，沪府规〔2020〕1号）第二条",
        ["绿地办法|沪府规〔2020〕1号||第二条"],
    ),
    (
        "bodies of every kind",
        "市委深改委审议通过的《甲方案》、区妇联《乙意见》、区纪委监委《丙规定》",
        ["甲方案||市委深改委", "乙意见||区妇联", "丙规定||区纪委监委"],
    ),
    (
        "a bracket that tells who passed it",
        "《绿化条例》（2020年11月27日某市第十五届人民代表大会常务委员会通过）",
        ["绿化条例"],
    ),
    (
        "an announcement counted by congress",
        "《绿化条例》（某市人民代表大会常务委员会公告〔十五届〕第45号）",
        ["绿化条例|某市人民代表大会常务委员会公告（十五届）第45号"],
    ),
    (
        "the number of a standard",
        "《绿地设计标准》（GB 50420-2007）、《行道树规程》DB31/T 329—2015",
        ["绿地设计标准|GB50420-2007", "行道树规程|DB31/T329-2015"],
    ),
    (
        "a title, the order that issued it and the one that changed it",
        "《绿地办法》（某部令第81号公布，根据某部令第90号修改）",
        ["绿地办法|某部令第81号", "绿地办法|某部令第90号"],
    ),
    (
        "the number of an announcement in a bracket after its body",
        "按某市绿化局公告（〔2015〕第35号）执行",
        ["|某市绿化局公告〔2015〕第35号"],
    ),
    (
        "the announcement's own title gives its number the code, the title before gets none",
        "《绿地管理办法》和《某市绿化局公告》（〔2015〕第3号）",
        ["绿地管理办法", "某市绿化局公告|某市绿化局公告〔2015〕第3号"],
    ),
    (
        "the carrier's number without a bracket begins with a national code",
        "某部办公厅关于印发《绿地安全基础题库》的通知 交办绿函〔2022〕16号",
        ["关于印发〈绿地安全基础题库〉的通知|交办绿函〔2022〕16号|某部办公厅"],
    ),
    (
        "what is looked up in a rule",
        "详见《绿地补贴办法（试行）》，附件《绿地分级》",
        ["绿地补贴办法（试行）||||试行"],
    ),
    (
        "several short names in a row",
        "《绿地办法》和《树木细则》（以下分别简称《办法》《细则》）",
        ["绿地办法", "树木细则"],
    ),
    (
        "what follows says that it is a rule",
        "《绿地分级》等3项规程、《树木编码》行业标准",
        ["绿地分级", "树木编码"],
    ),
    ("the bracket around the wrong number", "根据沪府发2020〔15〕号文件", ["|沪府发〔2020〕15号"]),
    (
        "single marks outside",
        "〈某市绿化条例〉、〈关于绿地的通知〉",
        ["某市绿化条例", "关于绿地的通知"],
    ),
    (
        "several items and paragraphs",
        "《绿地办法》第四条第（一）、（二）项，《树木办法》第七条和第八条第（一）款",
        ["绿地办法|||第四条第（一）、（二）项", "树木办法|||第七条和第八条第（一）款"],
    ),
    (
        "an order before its title",
        "市政府令第47号《某市绿地办法》",
        ["某市绿地办法|市政府令第47号"],
    ),
    ("一是, 二是", "一是《甲办法》；二是《乙办法》。", ["甲办法", "乙办法"]),
    (
        "批准的 names no issuer, 颁发的 does",
        "由某市教育委员会颁发的《甲标准》和经区政府批准的《乙规划》",
        ["甲标准||某市教育委员会", "乙规划"],
    ),
    (
        "quotation marks inside a title",
        "《关于开展“美丽街区”建设工作的通知》松绿〔2025〕3号、《绿地“十四五”规划》",
        ["关于开展“美丽街区”建设工作的通知|松绿〔2025〕3号", "绿地“十四五”规划"],
    ),
    (
        "quotation marks in an unmarked title",
        "关于印发松溪区绿地“十四五”规划的通知（松绿〔2021〕8号）",
        ["关于印发松溪区绿地“十四五”规划的通知|松绿〔2021〕8号"],
    ),
    (
        "a report inside a reply",
        "关于同意《河道整治工程可行性研究报告》的批复（沪松发改审〔2024〕56号）",
        ["关于同意〈河道整治工程可行性研究报告〉的批复|沪松发改审〔2024〕56号"],
    ),
    (
        "a number after a comma",
        "区财政局 关于印发《绿地资金办法》的通知，松财预〔2021〕10号",
        ["关于印发〈绿地资金办法〉的通知|松财预〔2021〕10号|区财政局"],
    ),
    (
        "titles and numbers in turn without brackets",
        "《绿地规划》 松绿〔2021〕100号 《树木补贴办法》 松农委〔2022〕8号",
        ["绿地规划|松绿〔2021〕100号", "树木补贴办法|松农委〔2022〕8号"],
    ),
    (
        "numbers and titles in turn",
        "松绿〔2021〕100号《绿地规划》、松农委〔2022〕8号《树木补贴办法》",
        ["绿地规划|松绿〔2021〕100号", "树木补贴办法|松农委〔2022〕8号"],
    ),
    (
        "a number that leaves its code out belongs to the title too",
        "《节能工作通知》沪机管〔2021〕33号、34号",
        ["节能工作通知|沪机管〔2021〕33号", "节能工作通知|沪机管〔2021〕34号"],
    ),
    (
        "one bracket, a number of each body",
        "《关于薪酬的通知》（松委组〔2021〕9号、松人社〔2021〕12号）",
        ["关于薪酬的通知|松委组〔2021〕9号", "关于薪酬的通知|松人社〔2021〕12号"],
    ),
    (
        "the contract's number in brackets",
        "《物业服务合同》（合同号：松合〔2024〕15号），参照《物业管理条例》",
        ["物业管理条例"],
    ),
    (
        "two bodies in one order",
        "《处分暂行规定》(人社部、监察部令第18号)",
        ["处分暂行规定|人社部监察部令第18号"],
    ),
    ("a mark too many in the middle", "《绿地资材进出口》管理办法》", ["绿地资材进出口管理办法"]),
    (
        "a whole title inside a carrier inside marks",
        "《关于转发〈某市关于绿地的若干意见〉的通知》",
        ["关于转发〈某市关于绿地的若干意见〉的通知"],
    ),
    (
        "a task list is a document, a form is none",
        "《重点工作任务分解表》、《项目申报表》",
        ["重点工作任务分解表"],
    ),
    (
        "a report counts with 关于",
        "《关于绿地建设情况的报告》、《竣工验收报告》",
        ["关于绿地建设情况的报告"],
    ),
    (
        "a list after the label with semicolons",
        "文件依据：1、松溪区绿地管理办法；2、关于加强林地、湿地管理的通知（松绿〔2020〕1号）；3、松溪区树木条例。",
        ["松溪区绿地管理办法", "关于加强林地、湿地管理的通知|松绿〔2020〕1号", "松溪区树木条例"],
    ),
    (
        "the label, then marked titles, then duties",
        "1.文件依据：\n《绿化条例》\n《绿地办法》（松绿〔2020〕1号）\n2.工作职能：\n负责全区绿化规划和标准",
        ["绿化条例", "绿地办法|松绿〔2020〕1号"],
    ),
    ("wishes of a council name none", "根据区委、区政府关于加强城市管理的工作要求", []),
    (
        "an office's own plan in a phrase names none",
        "按照某市统一部署和工作方案，结合本区实际制定年度培训计划",
        [],
    ),
    ("a decision of a meeting names none", "根据松溪区人民政府常务会议决定", []),
    (
        "an investment plan in a phrase names none",
        "根据松溪区2025年度政府投资项目计划，该项目列入区级财力投资",
        [],
    ),
    (
        "项目 right before a number does not hide it",
        "本项目沪发改投〔2023〕12号已批复",
        ["|沪发改投〔2023〕12号"],
    ),
]

OTHER_SECTIONS: list[Row] = [
    (
        "marks and a kind word",
        "根据《绿地办法》制定流程，签订《服务合同》，发放《调查问卷》",
        ["绿地办法"],
    ),
    ("a law in an activity", "开展《民法典》宣讲，制作《法治松溪》专题片", ["民法典"]),
    (
        "bare numbers of other provinces",
        "根据苏财教〔2021〕100号、粤府函[2022]15号、川办发〔2021〕10号",
        ["|苏财教〔2021〕100号", "|粤府函〔2022〕15号", "|川办发〔2021〕10号"],
    ),
    (
        "a bare title beside its number",
        "松溪区绿地办法（松绿〔2020〕1号）明确",
        ["松溪区绿地办法|松绿〔2020〕1号"],
    ),
    ("a bare title by 根据 is not enough", "依据区府办关于做好防汛工作的通知精神", []),
    ("a list item is not enough", "1、松溪区绿地管理办法", []),
    ("a label is", "文件依据：松溪区绿地管理办法", ["松溪区绿地管理办法"]),
    ("no known kind and no 根据", "发布《绿地分级》，完成《松溪年鉴》", []),
    ("no known kind after 根据", "根据《绿地分级》开展工作", ["绿地分级"]),
]

# Running text, no disclosure: the section is None.
RUNNING: list[Row] = [
    (
        "a short name is no citation of its own",
        "《绿地办法》（以下简称《身份办法》），按《身份办法》第三条执行",
        ["绿地办法"],
    ),
    ("nor is a name that says no matter", "按照《业务处理办法》的规定，凡《通知》有要求的", []),
    ("its number makes it one", "按照《通知》（松绿〔2020〕1号）执行", ["通知|松绿〔2020〕1号"]),
    (
        "a name before its definition is another document's",
        "按《身份办法》。《绿地办法》（以下简称《身份办法》）",
        ["身份办法", "绿地办法"],
    ),
    ("a title in quotation marks", "“关于支持绿地建设的通知”明确", ["关于支持绿地建设的通知"]),
    (
        "the head of a document, its recipients after it",
        "松溪区绿化局关于做好防汛工作的通知松绿〔2021〕3号各街道、各镇：现将有关事项通知如下",
        ["松溪区绿化局关于做好防汛工作的通知|松绿〔2021〕3号"],
    ),
    (
        "a head whose number stands first",
        "特急松溪区绿化局文件松绿〔2021〕3号松溪区绿化局关于做好防汛工作的通知各街道：",
        ["松溪区绿化局关于做好防汛工作的通知|松绿〔2021〕3号|松溪区绿化局"],
    ),
    (
        "a head without a number, which carries two rules",
        "松溪区绿化局关于印发《绿地办法》和《树木细则（试行）》的通知各街道，各公司：",
        ["松溪区绿化局关于印发〈绿地办法〉和〈树木细则（试行）〉的通知"],
    ),
    (
        "a report inside the title of a notice",
        "松溪区政府关于防汛报告要素及格式的通知松府〔2021〕3号各街道：",
        ["松溪区政府关于防汛报告要素及格式的通知|松府〔2021〕3号"],
    ),
    (
        "a text that is only a head",
        "松溪区绿化局 松溪区财政局关于绿地补贴的通知 松绿〔2021〕3号",
        ["松溪区绿化局松溪区财政局关于绿地补贴的通知|松绿〔2021〕3号"],
    ),
    (
        "a sentence that begins like a head",
        "松溪区绿化局关于绿地补贴的通知（松绿〔2021〕3号）明确了标准",
        ["关于绿地补贴的通知|松绿〔2021〕3号|松溪区绿化局"],
    ),
    ("an order to the schools is no head", "区教育局关于节水的通知各学校认真落实：", []),
    (
        "signature and date above the text of an order",
        "总理 某某\n2018年11月6日\n树木条例\n（1991年3月4日国务院令第76号发布）",
        ["树木条例|国务院令第76号"],
    ),
    (
        "two titles side by side without marks",
        "松溪区绿化局关于绿地的通知松溪区绿化局关于树木的通知 松绿〔2021〕3号",
        ["关于树木的通知|松绿〔2021〕3号"],
    ),
    (
        "有关事项 stands in titles of announcements",
        "、公园进入绿地系统管理有关事项公告（某部公告〔2005〕第30号）",
        ["公园进入绿地系统管理有关事项公告|某部公告〔2005〕第30号"],
    ),
]
