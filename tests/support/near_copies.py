"""Pairs of documents that are nearly the same text: different ones, and copies of one."""

from __future__ import annotations

import opencc


def filled(form, *values):
    """A form filled in with each of the values: the names of its gaps are a, b, c and so on."""
    return tuple(form.format(**dict(zip("abcdefg", one, strict=False))) for one in values)


RULING = (
    "东岭市人民法院\n民事裁定书\n（2023）东民初{b}号\n原告：{a}。\n被告：东岭市海平置业有限公司。\n"
    "本院在审理原告{a}与被告海平置业有限公司商品房预售合同纠纷一案中，"
    "原告{a}于审理期间向本院提出撤诉申请。"
    "本院认为，原告申请撤回起诉，是对自己权利的处分，不违反法律规定，应予准许。"
    "依照民事诉讼法的规定，裁定如下：\n"
    "准许原告{a}撤回起诉。\n案件受理费减半收取，由原告负担。\n审判员陶明远\n书记员葛小兰\n"
)
APPOINTMENT = (
    "关于{a}任职的通知\n各科室、各下属单位：\n经局党组会议研究决定，任命{a}为{b}，试用期一年，"
    "任职时间从发文之日起计算。"
    "试用期满考核合格的，按照有关规定正式任职；考核不合格的，免去试任职务。望各单位认真贯彻执行，"
    "支持新任同志开展工作，做好交接，确保各项任务按时完成。\n东岭市水利局\n{c}\n"
)
PRODUCT = (
    "{a}保温杯\n采用食品级不锈钢内胆，双层真空，长效保温。杯身为{b}，表面磨砂，手感细腻，"
    "不易留下指纹。"
    "杯盖设有防漏圈，倒置不洒，出门旅行放在包里也放心。容量适中，适合办公室、学校和家里使用。"
    "附送杯刷一个，清洗方便。产品自售出之日起三个月内，如有质量问题可以退换，人为损坏除外。\n"
)
WEATHER = (
    "{a}天气预报\n东岭气象台今晨发布：受弱冷空气影响，今天白天多云转晴，偏北风三级，最高气温{b}，"
    "夜间最低气温{c}，"
    "相对湿度适中，空气质量良好，适合户外活动和晾晒衣物。请市民注意早晚温差，适时增减衣物，"
    "预防感冒。"
    "沿海渔船请留意海上风力变化，傍晚以前回港避风。明天起天气以晴为主，气温缓慢回升。\n"
)
MINUTES = (
    "理事会会议纪要\n时间：{a}\n地点：协会二楼会议室\n会议由会长主持，全体理事到会。"
    "会议听取了秘书处关于上一阶段工作的汇报，"
    "讨论了下一阶段的计划和经费使用的办法。经过表决，理事会{b}了关于修缮旧码头的提案。"
    "会议要求各组按照分工抓紧落实，按时上报进展情况，遇到困难及时沟通，不得拖延。"
    "会后全体人员参观了新建的图书室。\n"
)
OBITUARY_ZH = (
    "讣告\n先父{a}因病医治无效，不幸于{b}与世长辞，享年{c}岁。"
    "谨定于本周六上午在东岭殡仪馆松鹤厅举行告别仪式。"
    "先父一生勤勉，待人宽厚，教书育人数十年，桃李满园，深受邻里和学生的敬重。临终前神志清醒，"
    "嘱咐后事从简，"
    "不收花圈，不设宴席。特此告知诸位亲友，谢谢大家多年来的关照。\n子女泣告\n"
)
RECIPE = (
    "{a}的家常做法\n材料洗净沥干，切成小块备用，葱姜切末，蒜瓣拍碎。锅里放油烧到六成热，"
    "下葱姜蒜爆香，"
    "倒入{a}翻炒到断生，加一勺酱油和半碗清水，盖上锅盖用小火慢慢焖煮。等到汤汁收浓，尝一尝咸淡，"
    "撒上盐和胡椒，"
    "最后点几滴香油出锅。喜欢吃辣的可以多放几只干辣椒，不喜欢葱味的在起锅以前把葱段挑出来。\n"
)
PATCH = (
    "版本更新公告\n亲爱的玩家，服务器将于今晚停机维护，预计两小时。"
    "本次更新内容如下：调整了{a}的平衡性，伤害{b}，"
    "冷却时间保持原样；修复了部分地图上角色卡住的问题；优化了登录界面的加载速度；商店里上架了新的"
    "外观。"
    "维护期间将无法登录游戏，请提前下线，以免造成损失。维护结束以后，"
    "我们会通过邮件向每位玩家发放补偿，感谢理解与支持。\n"
)
JOB = (
    "招聘启事\n因业务发展需要，本公司现面向社会公开招聘{a}，月薪{b}，包吃住，缴纳社会保险，"
    "每周休息一天。"
    "要求身体健康，品行端正，能吃苦耐劳，有相关工作经验者优先录用。"
    "有意者请携带身份证和学历证书原件及复印件到人事部报名，"
    "经面试合格后签订劳动合同，试用期两个月。报名者须如实填写登记表，弄虚作假者取消资格。"
    "厂区设有宿舍、食堂和活动室。\n"
)
EXAM = (
    "{a}期中考试考场须知\n考生应在开考前一刻钟凭准考证进入考场，对号入座，"
    "把准考证放在桌角以备查验。"
    "除了必需的文具以外，不得携带任何书籍、手机和其他电子设备。开考信号发出以后才能答题，"
    "{b}分钟以后方可交卷离场。"
    "答案一律写在答题卡上，写在试卷上的无效。考试终了信号发出后立即停笔，"
    "不准把试卷和草稿纸带出考场。\n"
)
TIMETABLE = (
    "城乡公交班次\n起点：东岭客运站\n终点：{a}\n首班车{b}发车，途经北门、桥头、粮库和农机站，"
    "全程大约四十分钟，"
    "中途按站停靠，随上随下。末班车返程前会在终点等候十分钟，错过的乘客请与值班室联系。"
    "票价按里程计算，学生和老人持证半价。"
    "雨雪天气道路湿滑，班次可能调整，以车站当天的公告为准。请乘客保管好随身物品，上下车注意安全。\n"
)
PRICES = (
    "农贸市场价格快报\n{a}，市农贸市场货源充足，交易平稳。大白菜每斤{b}元，土豆每斤{c}元，"
    "与上周相比变化不大。"
    "肉类和禽蛋供应正常，水产品因休渔期到货略少，价格稳中有升。市场管理处提醒各摊位明码标价，"
    "不得短斤少两，"
    "顾客如对计量有疑问，可以到服务台的公平秤复核。下周天气转晴，预计蔬菜上市量还会增加。\n"
)
CLOSURE = (
    "停水通知\n尊敬的用户：因{a}供水管道改造施工，需要暂停供水，停水时间为{b}，"
    "请有关用户提前储水，关好水龙头，"
    "以免来水时造成损失。恢复供水初期水质可能略有浑浊，请放水几分钟以后再使用。给您带来不便，"
    "敬请谅解。"
    "如遇天气等特殊原因，施工时间可能顺延，届时另行通知。咨询和报修请拨打供水公司的服务电话，"
    "二十四小时有人接听。\n"
)
STATEMENT = (
    "关于网上传闻的说明\n近日有网帖称本厂排放的废水污染了下游的鱼塘，引起了居民的关心。"
    "市环保部门当天派人到现场采样，"
    "并委托两家机构分别化验。结果显示，排放口的各项指标{a}国家标准，下游鱼塘的死鱼与本厂{b}。"
    "我们已经把化验报告张贴在厂门口，"
    "任何人都可以查阅。今后本厂会定期公开监测数据，欢迎社会各界监督，也希望大家不信谣、不传谣。\n"
)
KO_NOTICE = (
    "동령시 도서관 안내\n{a} 도서관 이용 시간이 다음과 같이 바뀝니다. 평일에는 오전 아홉 시에 "
    "문을 열고 {b}에 문을 닫습니다. "
    "열람실 좌석은 입구의 안내기에서 예약할 수 있으며, 예약한 뒤 삼십 분 안에 앉지 않으면 "
    "취소됩니다. 음료는 뚜껑이 있는 병에 담아 오시고, "
    "큰 소리로 통화하지 마시기 바랍니다. 빌린 책은 이 주 안에 돌려주셔야 하며, 늦어지면 그만큼 "
    "빌릴 수 없습니다. 문의는 {c}에게 하시기 바랍니다.\n"
)
KO_RESULT = (
    "제목: 바둑 대회 결과\n어제 시민회관에서 열린 바둑 대회 결승에서 {a} 선수가 {b} 선수를 꺾고 "
    "우승했다. 두 선수는 초반부터 팽팽하게 맞섰으며, "
    "중반의 전투에서 승부가 갈렸다. 관객들은 마지막 수까지 자리를 뜨지 않았고, 해설자는 올해 "
    "가장 뛰어난 대국이었다고 말했다. "
    "다음 대회는 가을에 같은 장소에서 열릴 예정이며, 참가 신청은 여름부터 받는다. 우승자에게는 "
    "상금과 트로피가 주어졌다.\n"
)
JA_NOTICE = (
    "図書館からのお知らせ\n{a}は館内整理のため、終日休館いたします。ご不便をおかけしますが、"
    "ご理解とご協力をお願いいたします。"
    "返却される本は、正面玄関の横にある返却ポストにお入れください。ただし、"
    "CDやDVDなど壊れやすいものは、開館日に窓口へお持ちください。"
    "予約された資料の取り置き期間は、休館日の分だけ延長いたします。なお、"
    "{b}は通常どおり開館しますので、あわせてご利用ください。\n"
)
JA_COURT = (
    "事件の概要\n本件は、被告人{a}が、勤務先の会社の金庫から現金を持ち出したとして、"
    "業務上横領の罪に問われた事案である。"
    "被告人は公判廷において事実を認め、反省の態度を示している。被害の弁償はすでに終わっており、"
    "会社も処罰を望んでいない。"
    "これらの事情を考慮し、当裁判所は、被告人を懲役{b}に処し、"
    "その刑の執行を猶予するのが相当であると判断した。よって主文のとおり判決する。\n"
)
JA_PRODUCT = (
    "{a}の座椅子\n背もたれは五段階に調節でき、使わないときは小さくたたんで押し入れにしまえます。"
    "カバーは{b}で、"
    "ファスナーを開ければ簡単に外して洗えます。中綿は弾力のある素材を使い、"
    "長く座っていても疲れにくいように作りました。"
    "組み立ては必要なく、箱から出してすぐにお使いいただけます。脚の裏には畳を傷つけないように、"
    "やわらかい布を張ってあります。\n"
)
EN_PRODUCT = (
    "{a} Kettle\nThe {a} boils a full litre of water in under three minutes and switches itself "
    "off when it is done. "
    "The handle stays cool, the lid locks, and the spout pours without dripping. It comes in {b} "
    "with a matching base and a "
    "cord that tucks away under it. The filter lifts out for cleaning. Every kettle is tested in "
    "our own workshop before it is "
    "sent out, and is guaranteed against faults in the material and in the making. Spare lids "
    "and filters can be ordered by post.\n"
)
EN_NOTICE = (
    "Notice of {a}\nThe parish council gives notice that the lane behind the old mill will be "
    "{b} to all traffic on {c} while "
    "the bridge is inspected. Residents may walk through at any time, but vehicles have to take "
    "the road around the hill. The bus "
    "will stop at the school instead of the church. The council is sorry for the trouble and "
    "thanks everyone for their patience. "
    "Questions can be put to the clerk at the usual hours, or left in the box by the door of the "
    "village hall.\n"
)
EN_OBITUARY = (
    "{a}, beloved teacher\n{a}, who taught at the harbour school for most of a lifetime, died "
    "peacefully at home on {b}. "
    "Generations of children learned to read in that narrow classroom above the chandlery, and "
    "many of them came back as parents. "
    "There will be no flowers, by request; gifts may be made to the lifeboat. A service is to be "
    "held in the chapel on the quay, and "
    "all who knew the family are welcome to join them afterwards for tea in the schoolroom.\n"
)


def traditional(pair):
    """The pair in Traditional characters."""
    return tuple(map(opencc.OpenCC("s2t").convert, pair))


def replaced(text, *changes):
    """The text, and the same with each (old, new) exchanged."""
    other = text
    for old, new in changes:
        assert old in other, old
        other = other.replace(old, new)
    return text, other


RULINGS = filled(RULING, ("王小明", "118"), ("李大华", "119"))
BULLETIN = filled(WEATHER, ("三月五日", "12℃", "4℃"))[0]
RICE = filled(PRICES, ("三月五日", "0.8", "1.2"))[0]
# Each tells of something else: to be kept, both of them.
DIFFERENT = {
    "rulings": RULINGS,
    "rulings, another plaintiff alone": filled(RULING, ("王小明", "118"), ("王大山", "118")),
    "rulings, a name that is often there": filled(
        RULING + "附：原告{a}的申请书。原告{a}签字：{a}，代理人与{a}的关系：本人。\n",
        ("王小明", "118"),
        ("李小华", "118"),
    ),
    "rulings, traditional": traditional(RULINGS),
    "rulings, masked names": filled(RULING, ("周某", "118"), ("胡某", "118")),
    "rulings, number alone": filled(RULING, ("王小明", "118"), ("王小明", "120")),
    "appointments": filled(
        APPOINTMENT,
        ("张志强", "办公室主任", "2023年4月6日"),
        ("陈秀兰", "办公室主任", "2023年4月6日"),
    ),
    "appointments, rank": filled(
        APPOINTMENT, ("张志强", "财务科科长", "四月六日"), ("张志强", "财务科副科长", "四月六日")
    ),
    "appointments, date": filled(
        APPOINTMENT,
        ("张志强", "办公室主任", "2023年4月6日"),
        ("张志强", "办公室主任", "2023年5月9日"),
    ),
    "appointments, traditional": traditional(
        filled(APPOINTMENT, ("張志強", "總務主任", "四月六日"), ("陳秀蘭", "總務主任", "四月六日"))
    ),
    "products, colour": filled(PRODUCT, ("海平", "红色"), ("海平", "蓝色")),
    "products, model": filled(PRODUCT, ("海平T20", "黑色"), ("海平T30", "黑色")),
    "products, letters of the model": filled(PRODUCT, ("海平XA", "黑色"), ("海平XB", "黑色")),
    "products, size": filled(PRODUCT, ("大号", "白色"), ("小号", "白色")),
    "products, name": filled(PRODUCT, ("竹节", "白色"), ("荷叶", "白色")),
    "products, traditional": traditional(filled(PRODUCT, ("海平", "紅色"), ("海平", "綠色"))),
    "weather, date": filled(WEATHER, ("三月五日", "12℃", "4℃"), ("三月九日", "12℃", "4℃")),
    "weather, figures": filled(WEATHER, ("三月五日", "12℃", "4℃"), ("三月六日", "15℃", "7℃")),
    "weather, one figure": replaced(BULLETIN, ("12℃", "13℃")),
    "weather, direction": replaced(BULLETIN, ("偏北风", "偏南风")),
    "minutes, time": filled(MINUTES, ("3月5日下午", "通过"), ("3月12日下午", "通过")),
    "minutes, opposite": filled(MINUTES, ("3月5日下午", "通过"), ("3月5日下午", "否决")),
    "obituaries": filled(
        OBITUARY_ZH, ("沈国柱", "二月三日", "八十一"), ("薛有田", "四月九日", "七十六")
    ),
    "obituaries, name alone": filled(
        OBITUARY_ZH, ("沈国柱", "二月三日", "八十一"), ("沈有田", "二月三日", "八十一")
    ),
    "recipes": filled(RECIPE, ("茄子",), ("土豆",)),
    "recipes, traditional": traditional(filled(RECIPE, ("雞翅",), ("豬蹄",))),
    "game patches": filled(PATCH, ("弓箭手", "提高一成"), ("魔法师", "提高一成")),
    "game patches, opposite": filled(PATCH, ("弓箭手", "提高一成"), ("弓箭手", "降低一成")),
    "job advertisements": filled(JOB, ("挡车工", "三千元"), ("挡车工", "四千元")),
    "job advertisements, digits": filled(JOB, ("保安", "3500元"), ("保安", "4500元")),
    "exams": filled(EXAM, ("语文", "30"), ("数学", "30")),
    "exams, minutes": filled(EXAM, ("语文", "30"), ("语文", "60")),
    "timetables": filled(TIMETABLE, ("柳河", "6:20"), ("柳河", "6:50")),
    "timetables, places": filled(TIMETABLE, ("柳河镇", "6:20"), ("双山镇", "6:20")),
    "timetables, places without a suffix": filled(TIMETABLE, ("柳河", "6:20"), ("双塔", "6:20")),
    "prices": filled(PRICES, ("三月五日", "0.8", "1.2"), ("三月六日", "0.9", "1.2")),
    "prices, decimal point": replaced(RICE, ("1.2元", "12元")),
    "prices, up and down": replaced(RICE, ("稳中有升", "稳中有降")),
    "closures, street": filled(CLOSURE, ("青石街", "周五上午"), ("柳荫街", "周五上午")),
    "closures, weekday": filled(CLOSURE, ("青石街", "周五上午"), ("青石街", "周六上午")),
    "closures, morning": filled(CLOSURE, ("青石街", "周五上午"), ("青石街", "周五下午")),
    "corrections": filled(STATEMENT, ("符合", "无关"), ("超过", "有关")),
    "corrections, one denial": filled(STATEMENT, ("未超过", "无关"), ("超过", "无关")),
    "check marks": replaced(
        filled(JOB, ("钳工", "面议"))[0] + "是否退伍军人：☑是 ☐否\n", ("☑是 ☐否", "☐是 ☑否")
    ),
    "Korean, date": filled(
        KO_NOTICE,
        ("3월 5일부터", "오후 여섯 시", "김민수"),
        ("4월 9일부터", "오후 여섯 시", "김민수"),
    ),
    "Korean, name": filled(
        KO_NOTICE,
        ("3월 5일부터", "오후 여섯 시", "김민수"),
        ("3월 5일부터", "오후 여섯 시", "이영희"),
    ),
    "Korean, hour": filled(
        KO_NOTICE,
        ("3월 5일부터", "오후 여섯 시", "김민수"),
        ("3월 5일부터", "오후 여덟 시", "김민수"),
    ),
    "Korean, winner": filled(KO_RESULT, ("박서준", "최지훈"), ("최지훈", "박서준")),
    "Korean, denial": replaced(
        filled(KO_RESULT, ("박서준", "최지훈"))[0], ("열릴 예정이며", "안 열릴 예정이며")
    ),
    "Japanese, weekday": filled(JA_NOTICE, ("来週の月曜日", "分館"), ("来週の木曜日", "分館")),
    "Japanese, date": filled(JA_NOTICE, ("三月五日", "分館"), ("三月八日", "分館")),
    "Japanese, name": filled(JA_COURT, ("田中", "一年"), ("鈴木", "一年")),
    "Japanese, sentence": filled(JA_COURT, ("田中", "一年"), ("田中", "二年")),
    "Japanese, colour": filled(JA_PRODUCT, ("高原", "赤い布"), ("高原", "青い布")),
    "Japanese, katakana": filled(JA_PRODUCT, ("高原", "コットン"), ("高原", "ナイロン")),
    "Japanese, denial": replaced(
        filled(JA_COURT, ("田中", "一年"))[0], ("事実を認め", "事実を認めず")
    ),
    "English, model": filled(EN_PRODUCT, ("Norvik 300", "red"), ("Norvik 400", "red")),
    "English, colour": filled(EN_PRODUCT, ("Norvik 300", "red"), ("Norvik 300", "dark blue")),
    "English, name": filled(EN_PRODUCT, ("Norvik", "red"), ("Sunderby", "red")),
    "English, weekday": filled(
        EN_NOTICE, ("closure", "closed", "Monday"), ("closure", "closed", "Thursday")
    ),
    "English, opposite": filled(
        EN_NOTICE, ("works", "closed", "5 March"), ("works", "open", "5 March")
    ),
    "English, denial": replaced(
        filled(EN_NOTICE, ("works", "closed", "5 March"))[0],
        ("will be closed", "will not be closed"),
    ),
    "English, date": filled(
        EN_NOTICE, ("works", "closed", "5 March"), ("works", "closed", "9 March")
    ),
    "English, obituaries": filled(
        EN_OBITUARY, ("Ingrid Solheim", "Sunday"), ("Harald Moen", "Sunday")
    ),
    "English, month": filled(
        EN_OBITUARY,
        ("Ingrid Solheim", "the second of May"),
        ("Ingrid Solheim", "the second of June"),
    ),
}

# What notices end in, whatever they say.
ZH_END = (
    "本公告依据有关规定发布，请有关单位和个人知悉并遵照执行。如有异议，可以在公告期内以书面"
    "形式向本机关提出，并附上相关的证明材料，逾期不予受理。公告期满以后，本机关将依法办理后"
    "续手续，并把结果在网站上公布。办理时间为工作日上午和下午，法定节假日除外，咨询请到一楼"
    "服务大厅。特此公告，望周知。"
)
EN_END = (
    " Members are asked to read the rules before they enter the hall, to keep their coats i"
    "n the cloakroom and to leave the aisles free. Drinks are sold in the foyer during the "
    "interval. Children under the age of reason sit with their parents, and dogs wait outsi"
    "de. The committee thanks all who helped to put up the chairs, and hopes for a full hou"
    "se and a friendly evening."
)
KO_END = (
    " 회원 여러분께서는 행사장에 들어오시기 전에 안내문을 읽어 주시고, 외투는 보관소에 맡겨"
    " 주시기 바랍니다. 음료는 휴식 시간에 로비에서 판매합니다. 어린이는 부모님과 함께 앉아야"
    " 하며, 자리를 비울 때에는 귀중품을 챙겨 주십시오. 준비를 도와주신 모든 분께 감사드리며"
    " 많은 참여를 부탁드립니다."
)
JA_END = (
    "会場に入る前に注意事項をお読みいただき、上着はクロークにお預けください。飲み物は休憩時"
    "間にロビーで販売いたします。お子さまは保護者の方と一緒にお座りください。席を離れるとき"
    "は貴重品をお持ちになるようお願いいたします。準備を手伝ってくださった皆さまに感謝し、多"
    "くの方のご来場をお待ちしております。"
)
NOTICES = {
    ZH_END: {
        "company": (
            "拍卖公告\n受海平银行股份有限公司委托，拍卖下列资产。",
            "拍卖公告\n受东山信托有限公司委托，拍卖下列资产。",
        ),
        "place in prose": (
            "公告\n经查，位于柳河的一处厂房未经许可扩建。",
            "公告\n经查，位于双塔的一处厂房未经许可扩建。",
        ),
        "material": (
            "书桌说明\n本款书桌选用胡桃木，四角打磨圆润。",
            "书桌说明\n本款书桌选用白蜡木，四角打磨圆润。",
        ),
        "noun in prose": (
            "公告\n本市场今起暂停销售活禽，其他商品照常。",
            "公告\n本市场今起暂停销售水产，其他商品照常。",
        ),
        "subject1": ("公告\n招收羽毛球班学员若干。", "公告\n招收跆拳道班学员若干。"),
        "dog/cat": ("狗粮说明\n本款狗粮适合成年的狗。", "猫粮说明\n本款猫粮适合成年的猫。"),
        "amount han": ("公告\n罚款三万元整。", "公告\n罚款五万元整。"),
        "percent": ("公告\n本季度增长12.5%。", "公告\n本季度增长13.1%。"),
        "thousand sep": ("公告\n本季度收入1,250元。", "公告\n本季度收入1,350元。"),
        "case": ("公告\n病例为输入型，已经治愈。", "公告\n病例为本土型，已经治愈。"),
        "won/lost": (
            "快讯\n昨晚的比赛中主队获胜，观众散场。",
            "快讯\n昨晚的比赛中主队失利，观众散场。",
        ),
        "acquit": ("公告\n法院认定其有罪。", "公告\n法院认定其无罪。"),
        "today/tomorrow": ("公告\n本馆今天闭馆。", "公告\n本馆明天闭馆。"),
        "open/close": ("公告\n本馆周末照常开放。", "公告\n本馆周末暂停开放。"),
        "unit": ("公告\n土地面积二十亩。", "公告\n土地面积二十公顷。"),
        "flavour": ("饼干\n本品为草莓口味，净含量适中。", "饼干\n本品为香草口味，净含量适中。"),
        "female name": ("公告\n当选者为周晓芸女士。", "公告\n当选者为周晓菲女士。"),
        "minority name": ("公告\n当选者为阿依古丽。", "公告\n当选者为买买提江。"),
        "hant weekday": ("公告\n本館逢星期一休館。", "公告\n本館逢星期三休館。"),
        "hant name": ("得獎名單\n冠軍為林怡君同學。", "得獎名單\n冠軍為蔡宗翰同學。"),
        "two names swapped": ("快讯\n昨晚李明击败王涛晋级。", "快讯\n昨晚王涛击败李明晋级。"),
        "score": ("快讯\n主队3比2取胜。", "快讯\n主队3比1取胜。"),
        "table rows": ("菜单\n白菜\n萝卜\n豆腐\n", "菜单\n白菜\n茄子\n豆腐\n"),
        "answer": ("答案\n1. A\n2. B\n3. C\n", "答案\n1. A\n2. D\n3. C\n"),
        "version": ("更新 v2.3.1\n", "更新 v2.3.2\n"),
    },
    EN_END: {
        "en wood": ("Oak table.", "Walnut table."),
        "en noun": (
            "The play tonight is a comedy in two acts.",
            "The play tonight is a tragedy in two acts.",
        ),
        "en name": (
            "The speaker is Dr Martin of the institute.",
            "The speaker is Dr Marvin of the institute.",
        ),
        "en rises": ("Fees rise this year.", "Fees fall this year."),
        "en un": ("The hall is heated.", "The hall is unheated."),
        "en number": ("The fee is twelve pounds.", "The fee is fifteen pounds."),
        "en price": ("The fee is $12.50.", "The fee is $13.50."),
        "en time": ("Doors open at 7 pm.", "Doors open at 8 pm."),
        "en ampm": ("Doors open at 7 am.", "Doors open at 7 pm."),
        "en cancelled": (
            "The meeting on the lawn will be held.",
            "The meeting on the lawn will be cancelled.",
        ),
    },
    KO_END: {
        "ko date": ("3월 모임 안내.", "4월 모임 안내."),
        "ko city": ("이번 모임은 서울에서 열립니다.", "이번 모임은 부산에서 열립니다."),
        "ko red": ("모자 색상은 빨간색입니다.", "모자 색상은 파란색입니다."),
        "ko incr": ("회비를 인상합니다.", "회비를 인하합니다."),
        "ko cancel": ("이번 모임은 열립니다.", "이번 모임은 취소됩니다."),
        "ko won": ("회비는 5,000원입니다.", "회비는 6,000원입니다."),
    },
    JA_END: {
        "ja place": ("今回の会は京都で開きます。", "今回の会は大阪で開きます。"),
        "ja yen": ("会費は1,980円です。", "会費は2,980円です。"),
        "ja cancel": ("今回の会は開催いたします。", "今回の会は中止いたします。"),
        "ja model": ("機種はAB-120です。", "機種はAB-130です。"),
        "ja neg": ("会費は返金します。", "会費は返金しません。"),
        "ja name": ("司会は佐々木さんです。", "司会は長谷川さんです。"),
    },
}
DIFFERENT |= {
    f"notices, {name}": tuple(said + end for said in pair)
    for end, pairs in NOTICES.items()
    for name, pair in pairs.items()
}

ARTICLE = (
    "东岭港三条航线同时开通\n三月五日清晨，三艘货轮先后驶离东岭港，前往南方的三座城市。港务局说，"
    "往后每天都有船出发，"
    "运费比从前低一成。码头上的工人已经等了两年，仓库也从四座增加到九座。"
    "渔民们盼着鲜鱼当天就能摆上外地的市场。\n"
    "老船长站在灯塔下面，望着船队慢慢变小，说他年轻的时候，从这里到南方要走半个月，如今只要三天。"
    "孩子们在堤上追着浪花奔跑，谁也没有注意到天色已经大亮，街上的早点铺子升起了白色的蒸汽。\n"
    "傍晚，港口的灯一盏一盏亮起来，最后一批集装箱吊上了甲板。值班的调度员记下每艘船离港的时刻，"
    "把本子合上，走到窗前。"
    "海面很平静，风从北边吹来，带着盐和柴油的气味。\n"
)
ENGLISH = (
    "Three lines leave the harbour\nEarly on Tuesday three freighters left the harbour of "
    "Solvik, one after the other, for the "
    "towns in the south. The harbour office says that from now on a ship will leave every day, "
    "and that freight costs a tenth less "
    "than before. The dockers had waited for two years, and the sheds have grown from four to "
    "nine. The fishermen hope that fresh "
    "fish will lie on the markets of the south on the same day.\nThe old captain stood below the "
    "lighthouse and watched the "
    "ships grow small. When he was young, he said, it took a fortnight to get there; now it "
    "takes three days. The children ran "
    "after the waves along the mole, and nobody noticed that it was day and that steam rose from "
    "the bakeries.\n"
)
JAPANESE = (
    "港から三つの航路が開く\n三月五日の早朝、三隻の貨物船が相次いで東嶺港を離れ、"
    "南の三つの町へ向かった。港務局によると、"
    "これからは毎日船が出て、運賃は以前より一割安くなるという。港で働く人々は二年も待っていた。"
    "倉庫も四棟から九棟に増えた。"
    "漁師たちは、とれた魚がその日のうちに遠くの市場に並ぶことを願っている。"
    "\n老いた船長は灯台の下に立ち、小さくなっていく船を眺めながら、"
    "若いころは南へ行くのに半月かかったが、今は三日で着くと語った。"
    "子どもたちは堤防の上で波を追いかけ、夜が明けたことにも気づかなかった。\n"
)
KOREAN = (
    "항구에서 세 항로가 열리다\n삼월 오일 이른 아침, 화물선 세 척이 잇따라 동령항을 떠나 남쪽의 "
    "세 도시로 향했다. 항만청은 앞으로 날마다 배가 떠나고 "
    "운임도 예전보다 일 할 싸진다고 밝혔다. 부두의 일꾼들은 두 해를 기다렸고, 창고도 네 동에서 "
    "아홉 동으로 늘었다. 어부들은 갓 잡은 생선이 그날로 "
    "먼 곳의 시장에 놓이기를 바란다.\n늙은 선장은 등대 아래에 서서 멀어지는 배를 바라보며, "
    "젊었을 때는 남쪽까지 보름이 걸렸는데 이제는 사흘이면 "
    "닿는다고 말했다. 아이들은 둑 위에서 물결을 따라 달렸고, 날이 밝은 줄도 몰랐다.\n"
)
HANT = opencc.OpenCC("s2t").convert(ARTICLE)
PARAGRAPH = (
    "港务局还打算明年再修两座泊位，预计投入300万元，届时可以停靠更大的船，居民们对此议论纷纷。\n"
)
# Each is a copy of the other.
SAME = {
    "words exchanged": replaced(ARTICLE, ("先后", "陆续"), ("往后", "今后"), ("盼着", "期待")),
    "one word exchanged": replaced(ARTICLE, ("慢慢变小", "渐渐变小")),
    "clause rewritten": replaced(ARTICLE, ("走到窗前", "踱步来到窗户旁边")),
    "clause rewritten, traditional": replaced(HANT, ("走到窗前", "踱步來到窗戶旁邊")),
    "paragraph added": (ARTICLE, ARTICLE + PARAGRAPH),
    "paragraph added amid": replaced(ARTICLE, ("傍晚，", PARAGRAPH + "傍晚，")),
    "paragraph added in front": (ARTICLE, PARAGRAPH + ARTICLE),
    "sentence dropped": replaced(ARTICLE, ("渔民们盼着鲜鱼当天就能摆上外地的市场。", "")),
    "clause with a figure added": replaced(
        ARTICLE, ("升起了白色的蒸汽", "升起了白色的蒸汽，一共有12家")
    ),
    "headline dropped": (ARTICLE, ARTICLE.partition("\n")[2]),
    "layout and marks": (
        ARTICLE,
        ARTICLE.replace("。", "．\n").replace("，", " ").replace("盼着", "期盼"),
    ),
    "script": (HANT, ARTICLE.replace("慢慢", "渐渐")),
    "variants": replaced(HANT, ("從這裏", "从這裡"), ("說", "説"), ("往後", "以後")),
    "variants, often": replaced(HANT, ("着", "著"), ("說", "説"), ("從", "从")),
    "injected readings": replaced(ARTICLE, ("蒸汽", "蒸(zhēng)汽"), ("甲板", "甲(jiǎ)板")),
    "lost characters mended": replaced(
        ARTICLE, ("九座", "\ufffd座"), ("灯塔", "灯\ufffd"), ("三天", "\ufffd天")
    ),
    "typos": replaced(ARTICLE, ("年轻", "年青"), ("已经等了", "已径等了"), ("平静", "平净")),
    "particles": replaced(ARTICLE, ("已经等了", "等了"), ("每天都有", "每天有"), ("也从", "从")),
    "date written otherwise": replaced(ARTICLE, ("三月五日", "3月5日"), ("如今", "现在")),
    "counter": (ARTICLE, ARTICLE + "阅读1532 点赞27\n"),
    "chrome": (ARTICLE, ARTICLE + "热门排行\n河口新桥合龙\n柳镇庙会开场\n山区小学复课\n"),
    "many letters damaged": replaced(
        ARTICLE,
        *(("货轮", "货伦"), ("前往", "前住"), ("出发", "出友"), ("工人", "工入"), ("码头", "玛头")),
        *(("鲜鱼", "鲜鱿"), ("浪花", "浪茬"), ("甲板", "甲扳"), ("调度", "调庋"), ("海面", "诲面")),
        *(("九座", "丸座"), ("柴油", "紫油")),
    ),
    "English, words exchanged": replaced(
        ENGLISH, ("grow small", "get smaller"), ("nobody noticed", "nobody saw")
    ),
    "English, typos": replaced(ENGLISH, ("freighters", "frieghters"), ("children", "chlidren")),
    "English, paragraph added": (
        ENGLISH,
        ENGLISH + "In May the Solvik line gets two more ships.\n",
    ),
    "English, layout": (ENGLISH.upper(), ENGLISH.replace(" ", "\n").replace("watched", "saw")),
    "English, clause added": replaced(ENGLISH, ("it took", "before the war of 1912, it took")),
    "Japanese, words exchanged": replaced(
        JAPANESE, ("語った", "話した"), ("眺めながら", "見ながら")
    ),
    "Japanese, sentence dropped": replaced(JAPANESE, ("倉庫も四棟から九棟に増えた。", "")),
    "Japanese, particles": replaced(JAPANESE, ("町へ", "町に"), ("二年も", "二年間")),
    "Korean, words exchanged": replaced(KOREAN, ("밝혔다", "알렸다"), ("바라보며", "지켜보며")),
    "Korean, spacing and particles": replaced(
        KOREAN, ("세 척이", "세척이"), ("부두의 일꾼들은", "부두의 일꾼들이")
    ),
    "Korean, sentence dropped": replaced(
        KOREAN, ("아이들은 둑 위에서 물결을 따라 달렸고, 날이 밝은 줄도 몰랐다.", "")
    ),
}
SAME |= {
    "headline reworded": replaced(ARTICLE, ("三条航线同时开通", "三条航线正式开通")),
    "headline longer": replaced(ARTICLE, ("同时开通\n", "同时开通，居民拍手称快\n")),
    "phrases": replaced(ARTICLE, ("望着船队慢慢变小", "看着船队渐行渐远"), ("等了", "苦等了")),
    "lead of a paper": replaced(
        ARTICLE, ("三月五日", "本报讯 三月五日"), ("说，往后", "介绍，往后")
    ),
    "sources": (ARTICLE + "来源：东岭晚报 2021-03-05\n", ARTICLE + "来源：北岸新闻 2021-03-06\n"),
    "counters": (ARTICLE + "阅读 1532\n", ARTICLE + "阅读 87\n"),
    "counters, English": (ENGLISH + "Views: 1532\n", ENGLISH + "Views: 87\n"),
    "one typo": replaced(ARTICLE, ("调度员", "调渡员")),
    "one letter lost": replaced(ARTICLE, ("九座", "座")),
    "figure in brackets": replaced(ARTICLE, ("三艘货轮", "三艘货轮（每艘5000吨）")),
    "figures written otherwise": replaced(
        ARTICLE, ("三条", "3条"), ("四座增加到九座", "4座增加到9座")
    ),
    "sentence moved": replaced(
        ARTICLE, ("海面很平静，", ""), ("傍晚，港口", "海面很平静，傍晚，港口")
    ),
    "English, one word": replaced(ENGLISH, ("nobody noticed", "nobody realized")),
    "English, spelling": replaced(ENGLISH, ("harbour", "harbor")),
    "Japanese, polite": replaced(JAPANESE, ("語った", "語りました"), ("増えた", "増えました")),
    "Japanese, kanji": replaced(JAPANESE, ("子どもたち", "子供たち")),
    "Korean, polite": replaced(KOREAN, ("밝혔다", "밝혔습니다"), ("말했다", "말했습니다")),
}
