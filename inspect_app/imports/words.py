"""Every sentence of the import, by code: file problems, refused lines, remarks, field names."""

from __future__ import annotations

PROBLEMS: dict[str, str] = {
    "unreadable": "文件“{file}”打不开或已损坏，请用 Excel 或 WPS 打开后另存为 .xlsx 再试",
    "missing_file": "找不到文件“{file}”，请检查路径和文件名",
    "not_a_table": "文件“{file}”不是表格（{found}），请另存为 .xlsx 或 .csv 再导入",
    "password_protected": "文件“{file}”设有打开密码，请去掉密码后再导入",
    "too_large": "文件“{file}”太大（{found}，上限 {limit}），请只留需要的表或分成几份再导入",
    "empty": "文件“{file}”里没有内容，请检查是否选错了文件",
    "unknown_encoding": "文件“{file}”的文字编码无法识别，请用 WPS 另存为 .xlsx 再导入",
    "unclosed_quote": "文件“{file}”第 {line} 行的引号没有成对，后面的行会被并进一格，请改正后再导入",
    "no_header": "文件“{file}”里找不到表头行（应有“{expected}”等列名），请检查表格，或用 --map 列名=字段 指明",
    "missing_columns": "工作表“{sheet}”缺少“{missing}”列（现有：{columns}），请补上，或用 --map 列名=字段 指明",
    "no_such_column": "--map 里的列名“{column}”在表中不存在（现有：{columns}）",
    "no_such_field": "--map 里的字段“{field}”不存在（可用：{fields}）",
    "field_twice": "--map 把两列都指为“{field}”，请只留一列",
    "bad_map": "“{text}”写法不对，应为 --map 列名=字段",
    "other_paper": "文件“{file}”像是{found}，不是{expected}，请检查；若没有选错，用 --map 列名=字段 指明各列",
    "unknown_kind": "不能导入“{kind}”（可用：{kinds}）",
}

REASONS: dict[str, str] = {
    "no_name": "没有名称（姓名）",
    "no_building": "没有楼栋",
    "no_number": "没有房号",
    "bad_quantity": "数量“{text}”看不懂",
    "bad_money": "金额“{text}”看不懂",
    "number_repeated": "编号 {number} 与第 {first} 行重复而内容不同（{differs}），请改正编号后再导入",
    "room_repeated": "与第 {first} 行是同一个房间而内容不同（{differs}）",
    "person_repeated": "与第 {first} 行是同一个人而内容不同（{differs}）",
}

REMARKS: dict[str, str] = {
    "total_row": "“{text}”是合计行，不导入",
    "total_differs": "合计行的{field}是 {stated}，各行相加是 {summed}，请核对",
    "footer_row": "“{text}”是表尾，不导入",
    "note_row": "“{text}”只有一格，当作小标题，不导入",
    "header_again": "重复的表头，跳过",
    "sheet_hidden": "工作表是隐藏的，跳过",
    "sheet_skipped": "工作表里没有找到表头，跳过",
    "not_calculated": "有 {count} 个公式没有保存结果，当作空白；请用 Excel 或 WPS 打开并保存一次",
    "same_line_twice": "与第 {first} 行完全相同，只算一次",
    "alike_without_number": "没有编号，与第 {first} 行内容相同，当作另一件",
    "number_missing": "没有编号，导入后可以补",
    "number_damaged": "编号“{text}”已被表格软件改坏（科学计数或末位变 0），不采用，请核对原编号",
    "merged_amount": "{field}是合并单元格，只算在第一行",
    "place_unknown": "地点“{text}”不在房间表里，先按文字保存",
    "place_ambiguous": "地点“{text}”可能是：{rooms}；先按文字保存",
    "date_unclear": "日期“{text}”看不懂，留空",
    "date_month_unclear": "日期“{text}”分不清是 1 月还是 10 月，留空",
    "months_unclear": "{field}“{text}”看不懂，留空",
    "state_unknown": "使用状况“{text}”不认识，没有采用",
    "phone_unclear": "电话“{text}”不像电话号码，照原样保存",
    "post_missing": "没有岗位，按“{post}”保存",
    "post_unknown": "岗位“{text}”没有对应的角色，先给“只看”权限",
    "post_changed": "岗位由“{old}”改为“{new}”，权限没有跟着改，请在人员页确认",
    "campus_assumed": "表里没有校区，按“{campus}”导入",
    "number_renamed": "编号 {number} 原来是“{old}”，现在成了“{new}”，请确认不是编号重复",
}

FIELD_NAMES: dict[str, str] = {
    "ordinal": "序号",
    "campus": "校区",
    "building": "楼栋",
    "floor": "楼层",
    "number": "编号",
    "use": "用途",
    "keeper": "责任人",
    "note": "备注",
    "name": "名称",
    "post": "岗位",
    "department": "部门",
    "phone": "电话",
    "role": "角色",
    "state": "状况",
    "class_code": "分类代码",
    "model": "规格型号",
    "unit": "计量单位",
    "quantity": "数量",
    "value": "金额",
    "value_fen": "金额",
    "unit_price": "单价",
    "acquired": "取得日期",
    "funding": "经费来源",
    "place": "地点",
    "place_text": "存放地点",
    "room_number": "房号",
    "room_id": "房间",
    "campus_id": "校区",
    "serial": "序列号",
    "brand": "品牌",
    "supplier": "供应商",
    "code": "标签码",
    "model_number": "厂商型号",
    "warranty_until": "保修期至",
    "warranty_months": "保修月数",
    "life": "使用年限",
    "life_months": "使用月数",
    "residual": "残值率",
    "residual_permille": "残值率（千分之）",
    "split_from": "拆分自",
    "label": "标签",
}

_NAMES_BY_KIND: dict[tuple[str, str], str] = {
    ("room", "number"): "房号",
    ("person", "number"): "工号",
    ("person", "name"): "姓名",
    ("asset", "number"): "资产编号",
    ("asset", "name"): "资产名称",
    ("asset", "keeper"): "使用人",
    ("asset", "state"): "使用状况",
}

PAPER_NAMES: dict[str, str] = {
    "room": "房间表",
    "person": "教职工名单",
    "asset": "资产台账",
    "visit": "来访登记",
    "class_property": "班级财产登记表",
}

PAPER_KINDS: dict[str, str] = {"rooms": "room", "people": "person", "assets": "asset"}

KIND_NAMES: dict[str, str] = {"campus": "校区", "room": "房间", "person": "人员", "asset": "资产"}


def field_name(kind: str, field: str) -> str:
    """The name of a field as the school says it."""
    return _NAMES_BY_KIND.get((kind, field)) or FIELD_NAMES.get(field, field)
