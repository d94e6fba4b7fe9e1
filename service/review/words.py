"""The words of the pages: what the contract's names are called in Chinese."""

from __future__ import annotations

from collections.abc import Mapping

FIELDS: Mapping[str, str] = {
    "name": "项目名称",
    "nature": "项目性质",
    "category": "项目类别",
    "supervising_department": "主管部门",
    "implementing_unit": "实施单位",
    "start_date": "计划开始日期",
    "end_date": "计划完成日期",
    "total_funding": "项目资金总额",
    "total_fiscal": "其中：财政资金",
    "total_other": "其他资金（总额）",
    "annual_request": "年度资金申请总额",
    "annual_appropriation": "其中：当年财政拨款",
    "annual_carryover": "上年结转资金",
    "annual_other": "其他资金（年度）",
    "overall_goal": "项目总目标",
    "annual_goal": "年度总体目标",
    "narrative_budget": "年度预算（说明）",
    "narrative_total": "项目总额（说明）",
    "period_start": "实施周期起",
    "period_end": "实施周期止",
    "implementer": "实施主体",
    "department": "预算主管部门",
    "fiscal_year": "预算年度",
    "declared.project_count": "绩效目标项目数",
    "declared.amount": "绩效目标金额",
    "declared.large_project_count": "重点项目数",
    "declared.large_project_threshold": "重点项目金额标准",
    "section": "段落",
    "indicator": "绩效指标",
    "citation": "引用的依据",
}
SECTIONS: Mapping[str, str] = {
    "overview": "项目概述",
    "basis": "立项依据",
    "implementer": "实施主体",
    "plan": "实施方案",
    "period": "实施周期",
    "budget": "预算安排",
    "goals": "绩效目标",
    "other": "其他",
}
STATES: Mapping[str, str] = {
    "open": "待看",
    "accepted": "已确认",
    "changed": "已更正",
    "added": "已补充",
    "deleted": "已删除",
    "started": "进行中",
    "done": "已完成",
}
MARKS: Mapping[str, str] = {
    "open": "○",
    "accepted": "✓",
    "changed": "✎",
    "added": "＋",
    "deleted": "✕",
}
METHODS: Mapping[str, str] = {
    "form": "表格",
    "rule": "规则",
    "model": "模型",
    "analyst": "分析员",
}
LINKS: Mapping[str, str] = {
    "linked": "已链接",
    "ambiguous": "多部可能",
    "unknown": "登记库中没有",
    "conflict": "题名与文号不符",
}
ACTIONS: Mapping[str, str] = {
    "accept": "确认",
    "set": "更正",
    "add": "补充",
    "delete": "删除",
    "move": "移动",
    "split": "拆分项目",
    "merge": "合并项目",
    "ocr": "标记待识别",
    "done": "完成",
    "undo": "撤销",
    "redo": "重做",
}
ROLES: Mapping[str, str] = {"reader": "读者", "analyst": "分析员", "admin": "管理员"}
INDICATOR_PARTS: Mapping[str, str] = {
    "level1": "一级指标",
    "level2": "二级指标",
    "level3": "三级指标",
    "operator": "符号",
    "value": "指标值",
    "unit": "单位",
}
CITATION_PARTS: Mapping[str, str] = {
    "title": "标题",
    "doc_number": "文号",
    "issuer": "发文机关",
    "article": "条款",
    "version": "版本",
}
SEVERITIES: Mapping[str, str] = {"error": "错误", "warning": "警告", "info": "提示"}
STATUSES: Mapping[str, str] = {
    "in_force": "现行有效",
    "repealed": "已废止",
    "superseded": "已被修改",
    "not_yet_effective": "尚未生效",
    "draft": "征求意见稿",
    "unknown": "不明",
}
ALIASES: Mapping[str, str] = {
    "other_name": "别名",
    "short_name": "简称",
    "spelling": "误写",
}
AUDIT: Mapping[str, str] = {
    "sign_in": "登录",
    "sign_out": "退出",
    "assign": "领取",
    "skip": "跳过",
    "unskip": "恢复",
    "second": "安排复审",
    "merge": "合并法规",
    "proposal_accept": "收录法规",
    "proposal_reject": "不收法规",
    "conflict_keep": "保留现有",
    "conflict_take": "采用另一来源",
    "train": "训练",
    "promote": "上线模型",
    "rollback": "退回模型",
    "reread": "重新识别",
    "import": "导入标注",
    "export": "导出标注",
    "user_create": "新建用户",
    "user_passwd": "更换密码",
    "user_disable": "停用用户",
    "user_enable": "启用用户",
}
FORMS: Mapping[str, str] = {
    "label_studio": "Label Studio",
    "doccano": "doccano",
    "prodigy": "Prodigy",
}
