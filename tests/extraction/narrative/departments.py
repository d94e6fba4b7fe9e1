"""Narratives as other departments would write them, invented, with what must be read.

Each narrative prints one paragraph a line. ``kinds`` are the sections' kinds in order.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Case:
    """One narrative: why it is here, its lines, its fiscal year, and what it says."""

    reason: str
    lines: str
    kinds: str
    fields: dict[str, str] = field(default_factory=dict)
    year: int | None = 2025


CASES: tuple[Case, ...] = (
    Case(
        "a town's building project: start without end, contractors as implementers, no unit year",
        """一、项目概述
云间镇社区活动中心改建工程位于镇中路，改建面积约3200平方米，项目总投资约1,860.50万元。
二、立项依据
《云间镇2024年重点工作安排》
三、实施主体
施工单位：上海甲建筑工程有限公司
监理单位：上海乙工程监理有限公司
四、实施方案
按照工程进度支付工程款。
五、实施周期
2024年4月开工，工期240天
六、年度预算安排
2024年安排600万元。
七、绩效目标
改善居民活动条件。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "6000000.00",
            "narrative_total": "18605000.00",
            "period_start": "2024-04",
        },
        2024,
    ),
    Case(
        "a municipal bureau: (一) as the sections' scheme inside one 一、",
        """一、水质监测项目经费情况说明
（一）项目概况
为掌握全市水环境质量状况，开展常规监测。
（二）立项依据
根据《中华人民共和国水污染防治法》。
（三）实施主体
本项目由上海市甲乙水环境监测站负责组织实施。
（四）实施方案
1.监测方案：每月采样一次；
2.质控方案：每季度比对一次。
（五）实施周期
2025年1月1日—2025年12月31日
（六）年度预算安排
2025年度预算安排资金人民币1,234,500元，其中委托监测费900,000元，设备维护费334,500元。
（七）绩效目标
监测数据有效率达到98%以上。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "1234500.00",
            "period_start": "2025-01-01",
            "period_end": "2025-12-31",
            "implementer": "上海市甲乙水环境监测站",
        },
    ),
    Case(
        "arabic top numbers with arabic lists in the bodies",
        """1、项目概述
举办第八届市民读书节。
2、立项依据
1、《全民阅读促进办法》；
2、《2025年公共文化服务工作要点》。
3、实施主体
区图书馆
4、实施方案
1、前期筹备
2、活动举办
3、总结评估
5、实施周期
2025.3-2025.11
6、年度预算安排
场租费12万元，宣传费8.5万元，嘉宾费9.5万元。
7、绩效目标
参与人数达5万人次。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "300000.00",
            "period_start": "2025-03",
            "period_end": "2025-11",
            "implementer": "区图书馆",
        },
    ),
    Case(
        "headings with the body on the same line",
        """一、项目概述：为全区60周岁以上老人提供意外保险。
二、立项依据：《老年人权益保障条例》
三、实施主体：区民政局
四、实施方案：委托保险公司承保。
五、实施周期：2025年1月-12月
六、年度预算安排：2025年预算为356.8万元
七、绩效目标：覆盖率达到90%。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "3568000.00",
            "period_start": "2025-01",
            "period_end": "2025-12",
            "implementer": "区民政局",
        },
    ),
    Case(
        "no numbers at all: the words alone on their lines are the headings",
        """项目概述
开展燃气安全入户检查。
立项依据
《燃气管理条例》
实施主体
区建设和管理委员会
实施方案
委托专业机构逐户检查。
实施周期
2024-2026年
年度预算安排
总预算900万元，2025年300万元。
绩效目标
入户率不低于85%。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "3000000.00",
            "narrative_total": "9000000.00",
            "period_start": "2024",
            "period_end": "2026",
            "implementer": "区建设和管理委员会",
        },
    ),
    Case(
        "five-part scheme with 资金需求 and the year's payment behind the contract's price",
        """一、项目概况
智慧停车平台二期建设。
二、立项依据
1. 文件依据：《停车场管理办法》
2. 工作职能：负责公共停车管理。
三、实施方案
1. 实施周期：2024年7月至2026年6月。
2. 实施内容和计划：分期建设。
四、资金需求
1. 资金测算：合同总价为3,980,000元，2024年已支付1,194,000元，2025年需支付1,990,000元，余款2026年支付。
2. 资金类型：区级财政资金。
五、绩效目标
平台按期上线。""",
        "overview basis plan budget goals",
        {
            "narrative_budget": "1990000.00",
            "narrative_total": "3980000.00",
            "period_start": "2024-07",
            "period_end": "2026-06",
        },
    ),
    Case(
        "quarters with amounts are added up; quarters with tasks give no period",
        """一、项目概述
河道保洁服务。
二、立项依据
《河道管理条例》
三、实施主体
区河道水闸管理所。
四、实施方案
按季度考核付款。
五、实施周期
一季度：招标；二季度至四季度：保洁作业。
六、年度预算安排
一季度支付25万元，二季度支付25万元，三季度支付25万元，四季度支付30.5万元。
七、绩效目标
河面无漂浮物。""",
        "overview basis implementer plan period budget goals",
        {"narrative_budget": "1055000.00", "implementer": "区河道水闸管理所"},
    ),
    Case(
        "the whole year in words; budget without a unit year",
        """一、项目概述
殡葬惠民补贴。
二、立项依据
《殡葬管理条例》
三、实施主体
区殡葬管理所
四、实施方案
符合条件的家属申请。
五、实施周期
2024全年
六、年度预算安排
预算经费约128万元。
七、绩效目标
应补尽补。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "1280000.00",
            "period_start": "2024",
            "period_end": "2024",
            "implementer": "区殡葬管理所",
        },
        2024,
    ),
    Case(
        "list by source of money, no total printed",
        """一、项目概述
特殊教育学校校车服务。
二、立项依据
《残疾人教育条例》
三、实施主体
区特殊教育学校
四、实施方案
公开招标确定车辆服务商。
五、实施周期
2025年9月至次年6月
六、年度预算安排
财政拨款86万元，自筹资金14万元。
七、绩效目标
安全接送。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "1000000.00",
            "period_start": "2025-09",
            "period_end": "2026-06",
            "implementer": "区特殊教育学校",
        },
    ),
    Case(
        "sections 经费预算 and 起止时间, other words for the same things",
        """一、项目背景
老旧小区消防设施缺损。
二、政策依据
《消防条例》
三、实施单位
云间街道办事处
四、实施内容
更换灭火器、消火栓。
五、起止时间
2025年4月1日至2025年10月31日
六、经费预算
1.灭火器采购：30万元
2.消火栓改造：45万元
3.监理费：2.3万元
合计：77.3万元
七、预期绩效目标
完好率100%。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "773000.00",
            "period_start": "2025-04-01",
            "period_end": "2025-10-31",
            "implementer": "云间街道办事处",
        },
    ),
    Case(
        "two budget sections: the need over all years and the year's",
        """一、项目概述
道路积水点改造。
二、立项依据
《排水与污水处理条例》
三、实施主体
区排水管理所
四、资金需求
工程费用1,200万元。
五、实施周期
2025年5月至2026年4月
六、年度预算安排
500万元
七、绩效目标
消除积水点。""",
        "overview basis implementer budget period budget goals",
        {
            "narrative_budget": "5000000.00",
            "narrative_total": "12000000.00",
            "period_start": "2025-05",
            "period_end": "2026-04",
            "implementer": "区排水管理所",
        },
    ),
    Case(
        "a budget section that refers to the form",
        """一、项目概述
机关物业管理。
二、立项依据
部门职责。
三、实施主体
区机关事务管理局
四、实施方案
按合同执行，合同价360万元。
五、实施周期
详见绩效目标申报表
六、年度预算安排
详见绩效目标申报表
七、绩效目标
详见绩效目标申报表""",
        "overview basis implementer plan period budget goals",
        {"implementer": "区机关事务管理局"},
    ),
    Case(
        "last year's budget beside this year's",
        """一、项目概述
公共法律服务。
二、立项依据
《公共法律服务办法》
三、实施主体
区司法局负责组织实施，各司法所配合。
四、实施方案
政府购买服务。
五、实施周期
2025年度
六、年度预算安排
2024年预算安排210万元，2025年预算安排235万元，比上年增加25万元，主要原因是服务点增加。
七、绩效目标
群众满意度90%以上。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "2350000.00",
            "period_start": "2025",
            "period_end": "2025",
            "implementer": "区司法局",
        },
    ),
    Case(
        "rates and factors are no amounts of the project",
        """一、项目概述
高温慰问一线职工。
二、立项依据
工作惯例。
三、实施主体
区总工会
四、实施方案
按名单发放。
五、实施周期
2025年7月-9月
六、年度预算安排
按每人200元标准，200元/人×1500人=30万元，另需物流费1.2万元。
七、绩效目标
覆盖一线职工。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "312000.00",
            "period_start": "2025-07",
            "period_end": "2025-09",
            "implementer": "区总工会",
        },
    ),
    Case(
        "分年度 amounts in brackets behind the whole",
        """一、项目概述
博物馆数字化。
二、立项依据
《博物馆条例》
三、实施主体
实施单位：区博物馆；主管部门：区文化和旅游局
四、实施方案
委托专业公司。
五、实施周期
三年（2024年1月至2026年12月）
六、年度预算安排
项目总金额450万元（2024年150万元、2025年180万元、2026年120万元）。
七、绩效目标
完成藏品数据采集。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "1800000.00",
            "narrative_total": "4500000.00",
            "period_start": "2024-01",
            "period_end": "2026-12",
            "implementer": "区博物馆",
        },
    ),
    Case(
        "full-width digits and blanks inside headings",
        """一 、项 目 概 述
开展劳动监察。
二 、立 项 依 据
《劳动保障监察条例》
三 、实 施 主 体
区人力资源和社会保障局执法大队
四 、实 施 方 案
日常巡查。
五 、实 施 周 期
２０２５年１月１日至２０２５年１２月３１日
六 、年 度 预 算 安 排
８５．６０万元
七 、绩 效 目 标
案件结案率100%。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "856000.00",
            "period_start": "2025-01-01",
            "period_end": "2025-12-31",
            "implementer": "区人力资源和社会保障局执法大队",
        },
    ),
    Case(
        "misprinted numbers: 五 twice, 七 skipped; an unknown eighth heading",
        """一、项目概述
无障碍改造。
二、立项依据
《无障碍环境建设法》
三、实施主体
区残联
四、实施方案
入户施工。
五、实施周期
2025年1～12月
五、年度预算安排
40万元
八、绩效目标
改造200户。
九、风险防控
加强监管。""",
        "overview basis implementer plan period budget goals other",
        {
            "narrative_budget": "400000.00",
            "period_start": "2025-01",
            "period_end": "2025-12",
            "implementer": "区残联",
        },
    ),
    Case(
        "a plan whose own list uses the sections' scheme from 一、 on",
        """一、项目概述
应急演练。
二、立项依据
《突发事件应对法》
三、实施主体
区应急管理局
四、实施方案
一、制定方案
二、组织实施
三、总结
五、实施周期
2025年全年
六、年度预算安排
15万
七、绩效目标
演练2次。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "150000.00",
            "period_start": "2025",
            "period_end": "2025",
            "implementer": "区应急管理局",
        },
    ),
    Case(
        "long sentences with numbers in a body are no headings",
        """一、项目概述
本项目包括以下工作：
（一）资金安排向基层倾斜，重点支持村居。
（二）绩效目标完成情况纳入考核。
二、立项依据
《乡村振兴促进法》
三、实施主体
各村民委员会
四、实施方案
镇农业农村办统筹。
五、实施周期
自2025年1月1日起至2025年12月31日止
六、年度预算安排
年度预算合计68万元
七、绩效目标
村容整洁。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "680000.00",
            "period_start": "2025-01-01",
            "period_end": "2025-12-31",
            "implementer": "各村民委员会",
        },
    ),
    Case(
        "Chinese numerals in amounts and dates",
        """一、项目概述
征兵工作经费。
二、立项依据
《征兵工作条例》
三、实施主体
区人民武装部
四、实施方案
按计划开展。
五、实施周期
二〇二五年一月至十二月
六、年度预算安排
预算三十万元整。
七、绩效目标
完成征兵任务。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "300000.00",
            "period_start": "2025-01",
            "period_end": "2025-12",
            "implementer": "区人民武装部",
        },
    ),
    Case(
        "budget in numbered paragraphs without a total, sub-items behind 其中",
        """一、项目概述
社区矫正工作。
二、立项依据
《社区矫正法》
三、实施主体
由区司法局社区矫正管理局具体实施。
四、实施方案
购买社工服务。
五、实施周期
2025/1/1～2025/12/31
六、年度预算安排
1、社工服务费180万元，其中人员费160万元、管理费20万元；
2、电子定位费24万元；
3、教育培训费6.5万元。
七、绩效目标
重新犯罪率低于0.2%。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "2105000.00",
            "period_start": "2025-01-01",
            "period_end": "2025-12-31",
            "implementer": "区司法局社区矫正管理局",
        },
    ),
    Case(
        "其中： opens a list in the next paragraphs",
        """一、项目概述
城市维护专项。
二、立项依据
《市容环境卫生管理条例》
三、实施主体
区绿化和市容管理局
四、实施方案
按养护标准实施。
五、实施周期
2025年1月1日至12月31日
六、年度预算安排
2025年部门预算安排7,890.12万元，其中：
1.道路保洁5,000.00万元；
2.绿化养护2,800.12万元；
3.公厕管理90万元。
七、绩效目标
考核优良。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "78901200.00",
            "period_start": "2025-01-01",
            "period_end": "2025-12-31",
            "implementer": "区绿化和市容管理局",
        },
    ),
    Case(
        "a number alone whose unit stands in the heading",
        """一、项目概述
设备更新。
二、立项依据
《科学技术进步法》
三、实施主体
区计量质量检测所
四、实施方案
公开招标采购。
五、实施周期
2025年
六、年度预算安排（单位：万元）
128.60
七、绩效目标
设备验收合格率100%。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "1286000.00",
            "period_start": "2025",
            "period_end": "2025",
            "implementer": "区计量质量检测所",
        },
    ),
    Case(
        "no budget section: 资金测算 is an item of the plan",
        """一、项目概述
人才公寓租赁。
二、立项依据
《人才工作实施意见》
三、实施方案
1.项目周期：2025年1月1日至2025年12月31日
2.资金测算：租金216万元
四、绩效目标
入住率95%。""",
        "overview basis plan goals",
        {
            "narrative_budget": "2160000.00",
            "period_start": "2025-01-01",
            "period_end": "2025-12-31",
        },
    ),
    Case(
        "the period stands under its own line inside the plan",
        """一、项目概况
档案数字化。
二、立项依据
《档案法》
三、实施方案
（一）实施周期
2025年2月至2025年11月
（二）实施步骤
扫描、著录、质检。
四、资金需求
（一）资金测算
扫描费48万元，著录费12万元。
（二）资金来源
区财政资金。
五、绩效目标
数字化率80%。""",
        "overview basis plan budget goals",
        {
            "narrative_budget": "600000.00",
            "period_start": "2025-02",
            "period_end": "2025-11",
        },
    ),
    Case(
        "dates in an overview not called a period; implementer paid by tender",
        """一、项目概述
拟于2025年6月（至2025年8月）举办夏令营。
二、立项依据
《未成年人保护法》
三、实施主体
通过公开招标确定第三方机构实施。
四、实施方案
2025年6月至8月分三期举办。
五、年度预算安排
预计支出36万。
六、绩效目标
惠及青少年300人。""",
        "overview basis implementer plan budget goals",
        {"narrative_budget": "360000.00"},
    ),
    Case(
        "thresholds in the plan's words are no money; people counted in 万",
        """一、项目概述
服务常住人口约18万，覆盖12个居委。
二、立项依据
《政府采购法》
三、实施主体
云间镇人民政府（本级）
四、实施方案
400万元以上的项目公开招标。
五、实施周期
2025-01-01至2025-12-31
六、年度预算安排
100万元以上项目3个，年度预算共计1,250万元。
七、绩效目标
按期完成。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "12500000.00",
            "period_start": "2025-01-01",
            "period_end": "2025-12-31",
            "implementer": "云间镇人民政府（本级）",
        },
    ),
    Case(
        "an order of payments repeats the list",
        """一、项目概述
公文系统升级。
二、立项依据
《政务数据管理办法》
三、实施方案
公开招标。
四、资金需求
1.资金测算：软件开发费95万元，等保测评费8万元，监理费3万元。
2.资金类型：财政资金。
3.执行计划：合同签订后支付50万元，验收后支付56万元。
五、绩效目标
系统稳定运行。""",
        "overview basis plan budget goals",
        {"narrative_budget": "1060000.00"},
    ),
    Case(
        "a rolling three-year contract",
        """一、项目概述
公务用车租赁。
二、立项依据
《公务用车管理办法》
三、实施主体
本单位
四、实施方案
三年一招。
五、实施周期
2023年10月—2026年9月
六、年度预算安排
三年合计270万元，每年90万元。
七、绩效目标
保障公务出行。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "900000.00",
            "narrative_total": "2700000.00",
            "period_start": "2023-10",
            "period_end": "2026-09",
            "implementer": "本单位",
        },
    ),
    Case(
        "phases together are the period",
        """一、项目概述
古树名木普查。
二、立项依据
《古树名木保护条例》
三、实施主体
区林业站
四、实施方案
外业与内业结合。
五、实施周期
第一阶段（2025年3月-5月）：培训；第二阶段（2025年6月-10月）：外业；第三阶段（2025年11月-12月）：验收。
六、年度预算安排
46.5万元
七、绩效目标
建档率100%。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "465000.00",
            "period_start": "2025-03",
            "period_end": "2025-12",
            "implementer": "区林业站",
        },
    ),
    Case(
        "the end alone is dated",
        """一、项目概述
充电桩建设。
二、立项依据
《新能源汽车推广办法》
三、实施主体
牵头单位：区交通委；配合单位：各街镇
四、实施方案
分批建设。
五、实施周期
2025年12月底前完成
六、年度预算安排
安排2025年预算资金220万元，用于建设补贴200万元、检测20万元。
七、绩效目标
新增200桩。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "2200000.00",
            "period_end": "2025-12",
            "implementer": "区交通委",
        },
    ),
    Case(
        "only a length of time",
        """一、项目概述
法律顾问服务。
二、立项依据
工作需要。
三、实施主体
办公室
四、实施方案
聘请律师事务所。
五、实施周期
一年
六、年度预算安排
5万元/年
七、绩效目标
防范法律风险。""",
        "overview basis implementer plan period budget goals",
        {"implementer": "办公室"},
    ),
    Case(
        "months without a year take the fiscal year",
        """一、项目概述
防汛物资储备。
二、立项依据
《防汛条例》
三、实施主体
区防汛指挥部办公室
四、实施方案
汛前采购。
五、实施周期
1月至12月
六、年度预算安排
当年预算65万元。
七、绩效目标
物资到位率100%。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "650000.00",
            "period_start": "2026-01",
            "period_end": "2026-12",
            "implementer": "区防汛指挥部办公室",
        },
        2026,
    ),
    Case(
        "without a fiscal year the one year that is printed is this year",
        """一、项目概述
集体林权改革。
二、立项依据
《森林法》
三、实施主体
区规划资源局
四、实施方案
委托测绘。
五、实施周期
2023.1.1-2023.12.31
六、年度预算安排
项目总预算88万元，2023年预算44万元。
七、绩效目标
登记率100%。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "440000.00",
            "narrative_total": "880000.00",
            "period_start": "2023-01-01",
            "period_end": "2023-12-31",
            "implementer": "区规划资源局",
        },
        None,
    ),
    Case(
        "HTML left in the text",
        """<p>一、项目概述</p>
<p>医疗救助。</p>
<p>二、立项依据</p>
<p>《医疗救助办法》</p>
<p>三、实施主体</p>
<p>区医疗保障局</p>
<p>六、年度预算安排</p>
<p>预算&nbsp;520万元</p>
<p>七、绩效目标</p>
<p>应救尽救。</p>""",
        "overview basis implementer budget goals",
        {"narrative_budget": "5200000.00", "implementer": "区医疗保障局"},
    ),
    Case(
        "a title line and a lead before the first heading belong to no section",
        """垃圾分类专项经费情况说明
为做好本年度工作，现将有关情况说明如下：
一、项目概述
分类驿站运维。
二、立项依据
《生活垃圾管理条例》
三、实施主体
上海市某某区云间街道办事处
四、实施方案
委托运维。
五、实施周期
2025年1月1日-12月31日
六、年度预算安排
2025年度预算88.8万元。
七、绩效目标
纯净度95%。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "888000.00",
            "period_start": "2025-01-01",
            "period_end": "2025-12-31",
            "implementer": "上海市某某区云间街道办事处",
        },
    ),
    Case(
        "numbers in 第一 style and 部分",
        """第一、项目概述
政务热线运行。
第二、立项依据
《政务服务便民热线管理办法》
第三、实施主体
区城运中心
第四、实施周期
2025年1月起
第五、年度预算安排
325万元
第六、绩效目标
接通率98%。""",
        "overview basis implementer period budget goals",
        {"narrative_budget": "3250000.00", "period_start": "2025-01", "implementer": "区城运中心"},
    ),
    Case(
        "compound headings take their first word's kind",
        """一、项目概况及立项背景
菜市场改造。
二、立项依据和必要性
《食用农产品市场管理办法》
三、实施单位及职责
区商务委员会
四、实施内容与进度安排
改造3家。
五、资金来源及年度预算安排
区级财政资金：150万元。
六、绩效目标与指标
改造合格率100%。""",
        "overview basis implementer plan budget goals",
        {"narrative_budget": "1500000.00", "implementer": "区商务委员会"},
    ),
    Case(
        "a heading lost its number, another its line break",
        """一、项目概述
特种设备检验。
二、立项依据《特种设备安全法》
三、实施主体
区市场监督管理局
实施方案
委托检验机构。
五、实施周期2025年1月至2025年12月
六、年度预算安排
72万元
七、绩效目标
检验率100%。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "720000.00",
            "period_start": "2025-01",
            "period_end": "2025-12",
            "implementer": "区市场监督管理局",
        },
    ),
    Case(
        "previous payments and a final payment of this year",
        """一、项目概述
行道树修剪。
二、立项依据
《绿化条例》
三、实施主体
区绿化管理中心
四、实施方案
分年实施。
五、实施周期
2023年6月至2025年6月
六、年度预算安排
合同价240万元，截至2024年底累计支付168万元，2025年支付尾款72万元。
七、绩效目标
修剪8000株。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "720000.00",
            "narrative_total": "2400000.00",
            "period_start": "2023-06",
            "period_end": "2025-06",
            "implementer": "区绿化管理中心",
        },
    ),
    Case(
        "the year's amount is an item, the whole stands before it",
        """一、项目概述
学校食堂改造。
二、立项依据
《学校食品安全管理规定》
三、实施主体
区教育局基建管理站
四、实施方案
暑期施工。
五、实施周期
2024年7月-2025年9月
六、年度预算安排
工程概算566.3万元，2025年安排工程款210万元。
七、绩效目标
按期投用。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "2100000.00",
            "narrative_total": "5663000.00",
            "period_start": "2024-07",
            "period_end": "2025-09",
            "implementer": "区教育局基建管理站",
        },
    ),
    Case(
        "a zero budget is a budget",
        """一、项目概述
结转项目。
二、立项依据
《预算法》
三、实施主体
区财政局
六、年度预算安排
本年预算0万元。
七、绩效目标
按规定结转。""",
        "overview basis implementer budget goals",
        {"narrative_budget": "0.00", "implementer": "区财政局"},
    ),
    Case(
        "amount and unit on two lines, and ¥",
        """一、项目概述
志愿服务。
二、立项依据
《志愿服务条例》
三、实施主体
团区委
四、实施方案
项目化运作。
五、年度预算安排
本项目预算：￥286,000.00
六、绩效目标
志愿者1万人次。""",
        "overview basis implementer plan budget goals",
        {"narrative_budget": "286000.00", "implementer": "团区委"},
    ),
    Case(
        "two bodies carry it out together",
        """一、项目概述
慢性病筛查。
二、立项依据
《慢性病防治规划》
三、实施主体
区卫生健康委、区疾病预防控制中心共同实施，各社区卫生服务中心配合。
四、实施方案
分批筛查。
五、实施周期
2025年1月到2025年12月
六、年度预算安排
全年预算1020万元，其中市级补助408万元，区级配套612万元。
七、绩效目标
筛查10万人。""",
        "overview basis implementer plan period budget goals",
        {
            "narrative_budget": "10200000.00",
            "period_start": "2025-01",
            "period_end": "2025-12",
            "implementer": "区卫生健康委、区疾病预防控制中心",
        },
    ),
)

# Each narrative with whole lines and with short ones; a tag cut by a line end is no tag.
WIDTHS: tuple[tuple[Case, int | None], ...] = tuple(
    (case, width) for case in CASES for width in (None, 22) if not width or "<p>" not in case.lines
)
