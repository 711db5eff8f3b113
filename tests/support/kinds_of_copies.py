"""Pairs of documents of many kinds: copies of one body, and different ones that look like copies.

In the copies one is the other with what readers, a site or a counter put beside it; in the others
a figure, a name or a part is what the document is about.
"""

from __future__ import annotations

from tests.support.near_copies import replaced

NEWS = (
    "柳河镇新渡口开通\n"
    "本报讯（记者陶远）柳河镇新渡口昨天上午开通，两艘渡船每隔二十分钟对开一班。"
    "渡口原址在上游，因为河床淤积，枯水期常常停航，两岸居民过河要绕行三十公里。"
    "新渡口下移到石桥以南，水深常年保持在四米以上。\n"
    "镇长说，渡口的修建用了两年，资金由镇里和县里各出一半。候船室可以容纳六十人，"
    "旁边建了停车场和公共厕所。渡船由柳河造船厂建造，每艘能载客四十人、小汽车六辆。\n"
    "家住东岸的郑老师每天到西岸的小学上课，从前天不亮就要出门。她说，现在十五分钟就到，"
    "可以在家里吃过早饭再走。西岸的菜农也高兴，新鲜的蔬菜过河就是东岸的早市，不必再等隔天的货车。\n"
    "据了解，渡口从本月起试运行三个月，期间行人免费，车辆减半收费。"
    "镇里还打算在候船室里设一个小书架，请居民把看过的书放在那里，供等船的人翻阅。\n"
)
HANT_NEWS = (
    "竹圍圖書館重新開放\n"
    "整修了一年半的竹圍圖書館週六重新開放，上午九點不到，門口已經排起長長的隊伍。"
    "館長林淑芬表示，這次整修把二樓的隔間全部打通，改成一整片可以望見河口的閱覽區，"
    "並且增加了無障礙電梯和哺乳室。\n"
    "一樓的兒童區鋪上了木地板，書架降低到孩子伸手拿得到的高度。說故事時間改在每個週日下午，"
    "由社區的退休老師輪流主持。許多家長說，以前要搭公車到市區才有這樣的空間。\n"
    "整修期間藏書分別寄放在三所學校，志工花了兩個星期才把書全部搬回來，按照分類重新上架。"
    "館方也把早年的地方報紙掃描成檔案，放在館內的電腦上供讀者查閱。\n"
    "圖書館的開放時間維持不變，週一休館。館長呼籲讀者愛惜新的桌椅，不要在閱覽區飲食。\n"
)
JA_NEWS = (
    "港町の古い銭湯が図書室に\n"
    "港町で八十年続いた銭湯「鶴の湯」の建物が、町の図書室として生まれ変わった。"
    "店主の高齢化で二年前に廃業し、取り壊しが決まっていたが、近くに住む人たちが残してほしいと声を上げ、"
    "町が土地と建物を買い取った。\n"
    "浴槽はそのまま残し、中に段を付けて座れるようにした。壁の富士山の絵も洗い直し、"
    "脱衣場のロッカーは本棚として使っている。番台には町の職員が座り、貸し出しの手続きをする。\n"
    "開館の日には子どもたちが浴槽に並んで絵本を読み、昔の常連も懐かしそうに天井を見上げていた。"
    "店主だった女性は「湯気の代わりに声が響くのがうれしい」と話した。\n"
    "図書室は水曜日が休みで、夜八時まで開いている。町は来年、裏の釜場も工作室に改める予定だ。\n"
)
KO_NEWS = (
    "폐교가 마을 빵집으로 다시 문을 열다\n"
    "문을 닫은 지 육 년이 지난 산골 분교가 마을 빵집으로 다시 문을 열었다. "
    "마을 주민 열두 가구가 돈을 모아 교실 두 칸을 고치고, 급식실에 화덕을 놓았다. "
    "밀은 마을 앞 논에서 겨울에 기른 것을 쓴다.\n"
    "빵은 아침마다 네 종류를 굽고, 다 팔리면 문을 닫는다. 운동장은 그대로 두어 "
    "손님들이 그네를 타거나 나무 아래에서 쉬어 갈 수 있다. 칠판에는 그날의 빵 이름을 분필로 적는다.\n"
    "마을 이장은 처음에는 아무도 오지 않을까 걱정했지만, 주말이면 읍내에서도 "
    "사람들이 찾아온다고 말했다. 졸업생들이 옛 책상에 앉아 사진을 찍고 가기도 한다.\n"
    "주민들은 내년 봄에 남은 교실을 작은 책방으로 꾸밀 생각이다. 수익은 마을 버스를 늘리는 데 쓰기로 했다.\n"
)
EN_NEWS = (
    "Old signal box becomes a tea room\n"
    "The signal box at Harrow Fen, empty since the branch line was cut back, has been turned into "
    "a tea room by the two sisters who grew up beside it. They bought it from the railway for a "
    "token sum, on condition that the levers stay where they are.\n"
    "The frame has been cleaned and oiled, and visitors may pull the levers, which are no longer "
    "joined to anything. Tea is served upstairs, at a long table under the windows, with a view "
    "over the fen as far as the cathedral. Downstairs, where the relays were, there is a stove "
    "and a shelf of railway books.\n"
    "Their father was the last signalman here. He kept a diary of every train that was late, and "
    "why, and it lies open on the counter. People from the village come in to look for the day on "
    "which they were born.\n"
    "The tea room is open from spring to autumn, except on Mondays. The sisters hope that the "
    "heritage railway will one day reach them again, and have kept the platform clear.\n"
)
STORY = (
    "外婆的竹椅\n"
    "外婆有一把竹椅，放在堂屋的门边，椅背磨得发亮。夏天的傍晚，她坐在上面剥豆子，"
    "豆子一颗一颗落进搪瓷盆里，声音清脆。我蹲在旁边，数着她手上的皱纹，问她那些纹路通到哪里。\n"
    "她说，通到河边，通到山上，通到我还没有去过的地方。我不信，她就笑，笑的时候竹椅跟着吱呀作响，"
    "像是也在笑。后来我离开家乡去念书，每年只回来一次，每次回来竹椅都还在门边。\n"
    "外婆走的那年冬天，舅舅要把旧家具搬去烧掉，我把竹椅要了来，用火车托运到城里，"
    "放在阳台上。城里的傍晚没有豆子可剥，我就坐在上面看楼下的车灯一盏一盏亮起来。\n"
    "有一天女儿蹲在旁边，抓起我的手看了很久，问我这些纹路通到哪里。竹椅吱呀响了一声，"
    "我抬起头，好像听见有人在很远的地方笑。\n"
)
POEM = (
    "渡口\n傍晚的船靠在岸边\n水把灯光揉碎又拼好\n撑船的人蹲着抽烟\n等最后一个过河的人\n\n"
    "对岸的狗叫了两声\n山就暗下来一层\n风从芦苇里抽出身子\n翻过堤坝 去敲人家的门\n\n"
    "我没有要去的地方\n只是坐着看水\n看它怎样把一天的颜色\n一点一点运走\n\n"
    "船家问我过不过河\n我说再等一等\n等那盏灯也灭了\n我就回去\n"
)
RULING = (
    "柳河县人民法院\n民事判决书\n（2021）柳民初字第308号\n"
    "原告：柳河县永丰农资经营部。\n被告：郑某。\n"
    "原告永丰农资经营部与被告郑某买卖合同纠纷一案，本院受理后，依法适用简易程序公开开庭进行了审理。"
    "原告的委托代理人到庭参加诉讼，被告经传票传唤无正当理由拒不到庭，本案现已审理终结。\n"
    "经审理查明，被告于春季向原告赊购化肥和农药，出具欠条一张，载明欠款12600元，约定秋收以后付清。"
    "到期以后原告多次催要，被告以收成不好为由没有支付。以上事实有欠条和当事人陈述为证。\n"
    "本院认为，合法的买卖关系受法律保护，被告收到货物以后应当按照约定支付价款。判决如下：\n"
    "被告郑某于本判决生效之日起十日内支付原告货款12600元。案件受理费减半收取58元，由被告负担。\n"
    "如不服本判决，可以在判决书送达之日起十五日内向本院递交上诉状。\n"
)
RECIPE = (
    "红烧茄子的做法\n"
    "用料：长茄子2根，青椒1个，大蒜4瓣，生抽2勺，糖1勺，淀粉1勺，盐少许。\n"
    "第一步，茄子洗净切滚刀块，撒一点盐拌匀，放十分钟，把渗出的水挤掉，这样炒的时候不吸油。\n"
    "第二步，把生抽、糖、淀粉和半碗清水调成一碗料汁，青椒切块，大蒜切末备用。\n"
    "第三步，锅烧热放油，下茄子用中火煎到表面变软、边缘发黄，盛出来沥油。\n"
    "第四步，锅里留底油，下蒜末炒香，倒回茄子，放青椒翻炒几下，沿着锅边淋入料汁，"
    "大火收到汤汁浓稠，就可以出锅了。\n"
    "小贴士：喜欢软烂口感的，可以在倒入料汁以后盖上锅盖焖两分钟；怕油的，可以先把茄子蒸熟。\n"
)
NOTICE = (
    "关于图书馆闭馆整修的通知\n"
    "各位读者：\n"
    "为改善阅览环境，县图书馆将进行为期两个月的整修，期间阅览室和自习室暂停开放，"
    "还书可以投入正门右侧的还书箱，借期到期的图书自动顺延，不计逾期。\n"
    "少儿阅览室临时迁到文化馆一楼，开放时间照旧。电子资源不受影响，凭读者证号登录后可以继续使用。\n"
    "整修期间施工车辆从东门出入，请读者不要在东门附近停车或者逗留，注意安全。"
    "给大家带来不便，敬请谅解。如有疑问，请在上班时间拨打服务台电话咨询。\n"
    "县图书馆办公室\n"
)
PRODUCT = (
    "山岚牌帆布双肩包\n"
    "采用加厚水洗帆布，耐磨防泼水，背带加宽加厚，长时间背也不勒肩膀。"
    "主袋可以放下十四寸电脑和两本大书，前袋有拉链，适合放钥匙、卡包和零钱，两侧网兜放水杯和雨伞。\n"
    "颜色：墨绿\n尺寸：高42厘米，宽30厘米，厚14厘米\n重量：680克\n价格：139元\n"
    "清洗时请用冷水手洗，不可漂白，挂在阴凉处晾干。首次清洗会有轻微浮色，属于正常现象。"
    "收到货以后七天内，不影响二次销售的可以退换，运费由买家承担；有质量问题的，运费由我们承担。\n"
)
TIMETABLE = (
    "柳河客运站发车时刻\n开往石桥\n06:30 普通车 8元\n08:10 快车 12元\n10:40 普通车 8元\n"
    "13:20 快车 12元\n15:50 普通车 8元\n18:00 末班 8元\n开往东岭\n07:00 快车 26元\n09:30 快车 26元\n"
    "14:00 快车 26元\n17:10 末班 26元\n"
    "乘车须知：请提前十五分钟到站检票，发车前五分钟停止检票。儿童和残疾军人持证件购买半价票，"
    "每位旅客可以免费携带二十公斤行李。遇到大雾和冰雪，班次可能晚点或者取消，请留意站内广播。\n"
)
MINUTES = (
    "业主委员会会议纪要\n"
    "地点：小区活动室\n出席：委员七人，物业经理列席\n"
    "一、物业经理报告上半年的收支。收入主要是停车费和广告位租金，支出主要是电梯维保和绿化。"
    "委员们要求把明细贴在公告栏里，便于业主查看。\n"
    "二、讨论了加装充电桩的方案。多数委员认为应当装在北面的露天车位，避免占用地下车库的消防通道，"
    "请物业在下次会议以前拿出两家公司的报价。\n"
    "三、关于三号楼外墙渗水，委员会同意动用维修资金，费用不超过85000元，由物业组织招标，"
    "委员会派两人参加评标。\n"
    "四、决定把每月第一个周六定为义务劳动日，清理楼道里的杂物，自愿参加。\n"
)
CODE_PAGE = (
    "用 Python 统计文件夹里各种文件的大小\n"
    "整理硬盘的时候常常想知道是什么占了地方。下面的脚本把一个文件夹里的文件按扩展名归类，"
    "算出每一类的总大小，从大到小列出来。只用到标准库，复制下来就可以运行。\n"
    "from collections import Counter\nfrom pathlib import Path\n\n"
    "LIMIT = 20\n\n"
    "def sizes(folder):\n    found = Counter()\n    for path in Path(folder).rglob('*'):\n"
    "        if path.is_file():\n            found[path.suffix or '(none)'] += path.stat().st_size\n"
    "    return found\n\n"
    "for suffix, size in sizes('.').most_common(LIMIT):\n    print(f'{size / 1e6:10.1f} MB  {suffix}')\n"
    "如果文件很多，第一次运行会慢一些，因为要逐个读取文件的信息。符号链接没有特别处理，"
    "需要的话可以先用 is_symlink 排除。想看子文件夹的大小，把 suffix 换成第一级的文件夹名就行。\n"
)
THREAD = (
    "请教：老房子的木地板吱吱响怎么办\n"
    "家里的木地板铺了十来年，最近走起来吱吱响，尤其是靠窗的那几块，晚上起来上厕所全家都听得见。"
    "我试过往缝里撒滑石粉，好了没几天又响起来。师傅来看过，说是龙骨松了，要全部撬开重铺，"
    "报价不便宜，工期也要一个星期。想问问有没有人自己处理过，只修那几块行不行，"
    "需要什么工具，会不会越修越坏。房子是自住的，暂时不打算换地砖，家里还有老人，"
    "不想动静太大。另外听说可以从面上打自攻钉再补色，不知道效果怎么样，补过的地方看得出来吗？"
    "先谢谢各位了。\n"
)
LAW = (
    "柳河县渡口管理办法\n"
    "第一条 为了加强渡口管理，维护渡运秩序，保障乘客的安全，根据有关法规，制定本办法。\n"
    "第二条 本县境内渡口的设置、迁移、撤销和渡运，适用本办法。\n"
    "第三条 设置渡口应当选在水流平缓、视野开阔、两岸便于上下的地点，并有符合要求的码头和照明。\n"
    "第四条 渡船应当持有有效的检验证书，核定载客人数标在船舷明显的地方，不得超载。\n"
    "第五条 渡工应当身体健康，熟悉水性，经培训合格以后才能上岗，渡运时不得饮酒。\n"
    "第六条 遇到洪水、大雾、大风等情形，应当停止渡运，并在渡口设置明显的标志。\n"
    "第七条 乘客应当听从渡工指挥，依次上下，不得携带易燃易爆物品。\n"
    "第八条 违反本办法的，由乡镇人民政府责令改正；情节严重的，依照有关规定处罚。\n"
    "第九条 本办法自公布之日起施行。\n"
)
SONG = (
    "河灯谣\n点一盏灯放在水面\n水带着灯慢慢走远\n谁家的孩子在岸上喊\n喊一声阿妈 风就软\n"
    "过了石桥 过了沙湾\n过了外婆门前的田\n灯啊灯啊 你不要停\n替我看看海的那边\n"
    "点一盏灯放在心间\n走多远的路也不怕黑天\n哪一年我们再回到岸上\n听水声把名字念一遍\n"
    "过了石桥 过了沙湾\n过了外婆门前的田\n灯啊灯啊 你不要停\n替我看看海的那边\n"
)

ZH_COMMENTS = (
    "网友评论\n"
    "河边的芦苇 2021-03-06 08:12\n早就盼着了，以后回娘家方便多了。\n回复 赞(12)\n"
    "老郑头 2021-03-06 08:40\n希望晚上也能加两班，下夜班的人多。\n回复 赞(7)\n"
    "momo 2021-03-06 09:05\n停车场收费吗？有人知道吗\n回复 赞(3)\n"
    "查看更多评论\n"
)
ZH_COMMENTS_AND_MORE = ZH_COMMENTS + "".join(
    f"网友{number}号 2021-03-0{number} 1{number}:20\n{said}\n回复 赞({number})\n"
    for number, said in enumerate(
        (
            "小时候跟着爷爷坐过旧渡口的船，撑船的大爷还给我糖吃，现在想起来真怀念。",
            "两年时间修一个渡口，真不容易，给镇里点个赞，也希望管理跟得上，别过几年又荒了。",
            "有没有人拍了照片发上来看看，我在外地工作，过年才能回去，想看看新渡口是什么样子。",
            "行人免费这点很好，不过试运行以后票价是多少，报道里没有说，建议早点公布。",
            "我家就在石桥南边，这几天早上热闹得很，卖豆腐脑的都搬过来了，生意好得不得了。",
            "书架的主意不错，我家里有一箱子旧小说，周末就拿过去，也算有个好归宿。",
        ),
        start=2,
    )
)
HANT_COMMENTS = (
    "讀者留言（3）\n"
    "小魚 2 天前\n週末帶小孩去，木地板好舒服！\n讚 15 回覆\n"
    "阿德 3 天前\n河景真的很漂亮，就是人太多了。\n讚 4 回覆\n"
    "路人甲 3 天前\n停車場什麼時候開放？\n讚 1 回覆\n"
)
JA_COMMENTS = (
    "コメント（3件）\n"
    "名無しさん 2021/03/06 12:30\n懐かしい。子どものころ通っていました。\n返信 いいね！ 8\n"
    "港の猫 2021/03/06 13:02\n富士山の絵が残ってよかった。\n返信 いいね！ 5\n"
    "ゆず 2021/03/07 09:15\n駐車場はありますか？\n返信 いいね！ 1\n"
)
KO_COMMENTS = (
    "댓글 3\n"
    "바람개비 2021.03.06. 12:30\n주말에 아이들이랑 가 봐야겠어요.\n답글 공감 8 비공감 0\n"
    "산골소년 2021.03.06. 13:02\n제가 졸업한 학교네요. 눈물이 납니다.\n답글 공감 15 비공감 0\n"
    "빵순이 2021.03.07. 09:15\n몇 시까지 가야 빵을 살 수 있나요?\n답글 공감 2 비공감 1\n"
)
EN_COMMENTS = (
    "3 Comments\n"
    "fenlander says:\nMarch 6, 2021 at 12:30 pm\nWent on Sunday, lovely scones.\nReply\n"
    "Joan M. says:\nMarch 6, 2021 at 1:02 pm\nMy grandfather is in that diary!\nReply\n"
    "signalman62 says:\nMarch 7, 2021 at 9:15 am\nIs there anywhere to park?\nReply\n"
    "Leave a comment\n"
)
MENU = "首页\n要闻\n乡镇\n财经\n体育\n图片\n视频\n专题\n读者来信\n"
RELATED = (
    "相关阅读\n石桥加固工程下月完工\n柳河造船厂交付第三艘渡船\n东岸早市迁新址\n"
    "枯水期停航成历史\n热门排行\n县城公交今起换新车\n中学食堂推出小份菜\n"
)
FOOTER = (
    "关于我们 | 联系我们 | 广告服务 | 网站地图\n"
    "Copyright © 2021 柳河在线 All Rights Reserved\n京ICP备00000000号\n"
)


def beneath(text, *lines):
    """The text, with each of the lines beneath it: a pair for each two."""
    return tuple(text + line for line in lines)


# Each is a copy of the other.
COPIES = {
    # What readers or a site put around it.
    "news, and comments": (NEWS, NEWS + ZH_COMMENTS),
    "news, and more comments than news": (NEWS, NEWS + ZH_COMMENTS_AND_MORE),
    "news, other comments": (NEWS + ZH_COMMENTS, NEWS + ZH_COMMENTS_AND_MORE),
    "news, traditional, and comments": (HANT_NEWS, HANT_NEWS + HANT_COMMENTS),
    "news, Japanese, and comments": (JA_NEWS, JA_NEWS + JA_COMMENTS),
    "news, Korean, and comments": (KO_NEWS, KO_NEWS + KO_COMMENTS),
    "news, English, and comments": (EN_NEWS, EN_NEWS + EN_COMMENTS),
    "story, and comments": (STORY, STORY + ZH_COMMENTS_AND_MORE),
    "recipe, and comments": (RECIPE, RECIPE + ZH_COMMENTS.replace("渡口", "茄子")),
    "news, menu and related and footer": (NEWS, MENU + NEWS + RELATED + FOOTER),
    "news, footer and comments": (NEWS, NEWS + ZH_COMMENTS + RELATED + FOOTER),
    "news, traditional, related beneath": (
        HANT_NEWS,
        HANT_NEWS + "延伸閱讀\n河口步道年底完工\n舊車站變身咖啡館\n三所學校合辦書展\n社區大學開課\n",
    ),
    "news, edited, and comments": (
        NEWS.replace("昨天上午", "昨日上午").replace("据了解，", ""),
        NEWS + ZH_COMMENTS_AND_MORE,
    ),
    # Figures that are a counter's, an address's or a site's.
    "news, reads and comments counted": beneath(
        NEWS, "阅读量 3.2万 评论 118\n", "阅读量 86 评论 0\n"
    ),
    "news, read so often, above": tuple(
        NEWS.replace("开通\n", f"开通\n{line}\n", 1)
        for line in (
            "2021-03-05 10:22:31 来源：柳河在线 浏览次数：1532",
            "2021-03-06 07:05:12 来源：柳河在线 浏览次数：87",
        )
    ),
    "news, hosts": replaced(
        NEWS + "更多内容请登录柳河在线 www.liuhe.example 查看。\n",
        ("www.liuhe.example", "news.shiqiao.example"),
    ),
    "news, address of the page": beneath(
        NEWS,
        "本文链接：https://www.liuhe.example/2021/0305/118372.html\n",
        "本文链接：https://m.liuhe.example/a/99301.html?from=timeline&id=7712\n",
    ),
    "news, number of the article": beneath(NEWS, "文章编号：20210305118\n", "文章编号：883021\n"),
    "news, time of the print": beneath(
        NEWS, "打印时间：2021年3月5日 10:22\n", "打印时间：2022年11月18日 16:40\n"
    ),
    "news, visitors of the site": beneath(
        NEWS, "您是本站第1283001位访问者\n", "您是本站第1290377位访问者\n"
    ),
    "news, day of the site": tuple(
        f"今天是{day}\n{NEWS}" for day in ("2021年3月5日 星期五", "2021年4月12日 星期一")
    ),
    "news, page of the paper": beneath(NEWS, "— 12 —\n", "— 37 —\n"),
    "news, time to read": beneath(
        NEWS, "全文共612字，阅读大约需要2分钟\n", "全文共598字，阅读大约需要3分钟\n"
    ),
    "news, code of an advertisement": beneath(
        NEWS, "广告位编号：AD-88213\n", "广告位编号：AD-10577\n"
    ),
    "news, traditional, popularity": beneath(
        HANT_NEWS, "人氣：3,152　回應：12\n", "人氣：418　回應：0\n"
    ),
    "news, traditional, clicks": beneath(
        HANT_NEWS, "點閱數 1,532｜更新日期：110-03-05\n", "點閱數 97｜更新日期：110-04-18\n"
    ),
    "news, Japanese, views": beneath(
        JA_NEWS, "閲覧数 1,532　いいね！ 34\n", "閲覧数 86　いいね！ 2\n"
    ),
    "news, Japanese, ranking": beneath(
        JA_NEWS, "アクセス数：15,320　公開日時：2021/03/05 10:22\n", "アクセス数：371　公開日時：2021/03/06 07:00\n"
    ),
    "news, Korean, views": beneath(
        KO_NEWS, "조회수 1,532 댓글 12 공감 33\n", "조회수 87 댓글 0 공감 2\n"
    ),
    "news, Korean, times": beneath(
        KO_NEWS,
        "기사입력 2021.03.05. 오전 10:22 최종수정 2021.03.05. 오전 11:40\n",
        "기사입력 2021.03.06. 오후 2:05 최종수정 2021.03.07. 오후 4:10\n",
    ),
    "news, English, views": beneath(
        EN_NEWS, "1,532 views · 12 comments · 3 min read\n", "87 views · 2 comments · 4 min read\n"
    ),
    "news, English, shares": beneath(
        EN_NEWS, "Shared 118 times. Article ID: 8837261\n", "Shared 4 times. Article ID: 99118\n"
    ),
    "news, English, hosts": replaced(
        EN_NEWS + "Read more at www.fenland-news.example/harrow.\n",
        ("www.fenland-news.example/harrow", "mirror.daily.example/item/8812"),
    ),
    "story, chapter clicked": beneath(
        STORY, "点击数：20331　收藏：118　推荐票：45\n", "点击数：9052　收藏：87　推荐票：11\n"
    ),
    "poem, popularity": beneath(POEM, "人气 3152 赏花 12\n", "人气 87 赏花 0\n"),
    "ruling, viewed so often": beneath(
        RULING, "浏览：112次 下载：8次\n", "浏览：3次 下载：0次\n"
    ),
    "recipe, collected so often": beneath(
        RECIPE, "2331人收藏 118人做过这道菜\n", "87人收藏 3人做过这道菜\n"
    ),
    "notice, published again": beneath(
        NOTICE, "发布时间：2021-03-05 10:22 点击数：318\n", "发布时间：2021-03-09 09:01 点击数：12\n"
    ),
    "product, sold so often": beneath(
        PRODUCT, "月销 1204 累计评价 330 收藏 2119\n", "月销 87 累计评价 12 收藏 95\n"
    ),
    "timetable, viewed so often": beneath(TIMETABLE, "本页浏览量：15320\n", "本页浏览量：371\n"),
    "minutes, downloaded so often": beneath(MINUTES, "附件下载次数：33\n", "附件下载次数：8\n"),
    "code, viewed and liked": beneath(
        CODE_PAGE, "阅读 3152 · 点赞 45 · 收藏 118\n", "阅读 87 · 点赞 2 · 收藏 0\n"
    ),
    "thread, viewed and answered": tuple(
        THREAD.replace("怎么办\n", f"怎么办\n查看: {views} | 回复: {replies}\n", 1)
        for views, replies in ((2331, 12), (187, 3))
    ),
}

QUOTED = (
    "读《外婆的竹椅》\n"
    "语文课上老师发了一篇短文，叫我们读完以后写几句话。我把它抄在这里。\n"
    f"{STORY}"
    "读到最后一句，我想起了自己的爷爷。他没有竹椅，有一张矮矮的木凳，凳面中间凹下去一块，"
    "是几十年坐出来的。爷爷不爱说话，我问他什么，他总是先看一看天，再慢慢回答。"
    "他走了以后，那张木凳被人借去垫脚，再也没有还回来。\n"
    "短文里的东西都很小，一颗豆子，一声吱呀，可是三代人都在里面。作者没有写一个想字，"
    "我却觉得处处是想念。老师说好的文章不把话说尽，我以前不明白，今天好像明白了一点。"
    "回家以后，我要去邻居那里问一问，那张木凳还在不在。\n"
)
BOOK = "".join(
    f"{name}\n{text.partition(chr(10))[2]}\n"
    for name, text in (
        ("第一章 渡口", NEWS),
        ("第二章 竹椅", STORY),
        ("第三章 木地板", THREAD),
    )
)
COMMENTARY = LAW.split("\n")
COMMENTED_LAW = "\n".join(
    f"{line}\n【释义】{said}"
    for line, said in zip(
        COMMENTARY[1:10],
        (
            "本条说明制定的目的和依据。从前渡口由各村自行管理，事故时有发生。",
            "本条规定适用的范围。景区里的游船不属于渡运，适用旅游方面的规定。",
            "本条是对选址的要求。视野开阔是指两岸能够互相看清，便于呼应。",
            "本条是对船舶的要求。核定人数由检验机构按照船的尺度和稳性算出。",
            "本条是对人员的要求。身体健康以县级医院的体检证明为准。",
            "本条规定停航的情形。能见度不足一百米时应当停止渡运。",
            "本条是乘客的义务。农药和鞭炮都属于不得携带的物品。",
            "本条规定责任。责令改正应当采用书面的形式，并限定期限。",
            "本条规定施行的日期。此前设置的渡口应当在一年以内达到要求。",
        ),
        strict=True,
    )
)
SONG_PAGE = (
    "《河灯谣》是一首流传在柳河两岸的歌，由乡村教师郑远秋作词作曲，最早收在她自编的油印歌本里。"
    "歌词写放河灯的风俗：七月半的夜里，人们把纸折的灯放到水上，让它顺流而下，寄托对远方亲人的思念。\n"
    "歌词\n" + SONG + "背景\n"
    "柳河一带的年轻人过去多下海谋生，几年才回来一次。歌里的沙湾是渔船出海以前最后停靠的地方。"
    "这首歌后来被县文化馆整理，配上了竹笛和三弦的伴奏，在每年的河灯节上由孩子们合唱。\n"
    "演唱\n除了郑远秋本人以外，石桥小学合唱团和民谣歌手陶小满都唱过这首歌，后者把副歌改成了慢板。\n"
)
ANTHOLOGY = POEM + "\n" + POEM.replace("渡口", "渡口（又一首）").replace("船", "雪").replace("水", "光")


def different_figures(text, old, new):
    """The text, and the same with another figure."""
    return replaced(text, (old, new))


# Each tells of something else: to be kept, both of them.
DIFFERENT_KINDS = {
    # A part, and the whole that says more.
    "story, quoted in an essay": (STORY, QUOTED),
    "story, a chapter of a book": (STORY, BOOK),
    "thread, a chapter of a book": (THREAD, BOOK),
    "law, and with a commentary": (LAW, COMMENTED_LAW),
    "law, its first half": (LAW, "\n".join(LAW.split("\n")[:6]) + "\n"),
    "song, and a page on it": (SONG, SONG_PAGE),
    "poem, and two poems": (POEM, ANTHOLOGY),
    "news, and a second report beneath": (NEWS, NEWS + THREAD),
    "news, and a letter on it beneath": (
        NEWS,
        NEWS + "读者来信\n编辑同志：看了贵报关于新渡口的报道，我想补充几句。旧渡口虽然停了，"
        "岸边那棵老樟树底下还留着当年的石阶，一共九级，最下面的三级常年泡在水里。"
        "我父亲在那里撑了四十年的船，涨水的时候救起过十一个人。我建议镇里把石阶围起来，"
        "立一块牌子，写上历任渡工的名字，让过河的孩子知道路是怎么来的。西岸 陶国强\n",
    ),
    "thread, and its answers": (
        THREAD,
        THREAD + "2楼 木匠老葛\n不用全撬。先找到响的那块，在龙骨的位置斜着打两颗无头钉，"
        "钉子要比板厚长一倍，打进去以后用腻子补平，再用同色蜡笔描一下，离远了看不出来。\n"
        "3楼 山里人\n还有一种办法，从缝里注专门的地板胶，一支二十块，压上重物等一天。"
        "要是龙骨烂了，就只能撬开换，不过只换那一段，半天就能做完。\n",
    ),
    "ruling, and the appeal's beneath": (
        RULING,
        RULING + "附：二审裁定摘要\n郑某不服上述判决，提出上诉，称欠条上的数额包含了利息，"
        "且部分农药已经退回。二审经审查认为，上诉人没有提交退货的凭证，其主张缺少依据，"
        "但是利息部分计算有误，应当扣除。经调解，双方同意以货款一万一千元了结，分两次付清。\n",
    ),
    "recipe, and another beneath": (
        RECIPE,
        RECIPE + "清蒸茄子的做法\n用料：长茄子2根，小米椒1个，生抽1勺，香醋1勺。\n"
        "茄子对半切开，皮朝下放进盘子，水开以后上锅蒸八分钟，放凉撕成条。"
        "小米椒切圈，与生抽、香醋调匀浇在上面，再淋一勺热油。\n",
    ),
    "news, English, and a longer report": (
        EN_NEWS,
        EN_NEWS + "How it was done\nThe roof came first. Half of the slates had slipped, and the "
        "ceiling below had grown moss. A roofer from Ely found a yard with slates of the same "
        "quarry, and the sisters carried them up by hand, since no crane could cross the ditch. "
        "The windows were taken out one by one and mended in their kitchen over the winter. Each "
        "has twelve panes, and of the old glass, which ripples, about a third could be saved.\n",
    ),
    "Japanese, quoted in a column": (
        JA_NEWS,
        "先日の記事を読んで\nまず、町の広報に載った記事をそのまま紹介したい。\n" + JA_NEWS +
        "この記事を読み、私も鶴の湯に通った一人として筆を執った。冬の夜、下駄の音を響かせて父と通った。"
        "父は湯から上がると必ず牛乳を二本買い、一本を私にくれた。番台の女将さんは釣り銭をいつも"
        "乾いた布で拭いてから渡した。濡れた手で受け取る客への、あの人なりの気遣いだったのだろう。\n"
        "建物が残るのは喜ばしい。だが本当に残したいのは、知らない者どうしが背中を流し合った、"
        "あの場の空気だと思う。図書室がそういう場所になることを願っている。\n",
    ),
    # Figures that are the substance.
    "product, colour": different_figures(PRODUCT, "墨绿", "藏青"),
    "product, size": different_figures(PRODUCT, "高42厘米，宽30厘米", "高46厘米，宽32厘米"),
    "product, price": different_figures(PRODUCT, "139元", "159元"),
    "product, weight": different_figures(PRODUCT, "680克", "740克"),
    "product, colour, in a sentence": replaced(
        PRODUCT.replace("颜色：墨绿\n", "本款为墨绿色，") , ("墨绿色", "米白色")
    ),
    "product, size of a shirt, English": replaced(
        "Fen Oak Oxford Shirt\nA plain weave cotton shirt with a button-down collar, cut straight "
        "and a little long, to be worn in or out. The buttons are shell, the seams are felled, and "
        "the cuffs turn back twice. It is washed before it is sewn, so it will not shrink.\n"
        "Size: M\nColour: sky\nWash at thirty degrees, hang to dry, iron while damp. Made in small "
        "numbers in our own workroom; each is checked by the one who sewed it.\n",
        ("Size: M", "Size: XL"),
    ),
    "product, Japanese, capacity": replaced(
        "鶴印の保温ポット\n内側は継ぎ目のないガラスで、においが移りにくく、朝入れた湯が夕方まで冷めません。"
        "持ち手は木で、長く持っても熱くなりません。ふたは片手で開き、倒してもこぼれない仕組みです。\n"
        "容量：1.2リットル\n色：白\nお手入れは、薄めた酢を入れて一晩おき、水ですすぐだけで済みます。"
        "贈り物には木箱をお付けします。割れたガラスは有料で取り替えます。\n",
        ("1.2リットル", "1.6リットル"),
    ),
    "product, Korean, colour": replaced(
        "솔바람 무릎 담요\n양털과 면을 섞어 짠 담요로, 가볍고 따뜻하며 여러 번 빨아도 보풀이 잘 생기지 않습니다. "
        "가장자리는 손으로 마감하여 올이 풀리지 않고, 접으면 가방에 들어갈 만큼 작아집니다.\n"
        "색상: 회색\n크기: 100×140cm\n찬물에 손빨래하시고 그늘에 말려 주십시오. "
        "처음 빨 때에는 물이 조금 빠질 수 있습니다. 받으신 뒤 칠 일 안에 바꾸실 수 있습니다.\n",
        ("색상: 회색", "색상: 남색"),
    ),
    "ruling, number of the case": different_figures(RULING, "308号", "311号"),
    "ruling, sum": different_figures(RULING, "12600元", "18400元"),
    "recipe, amounts": different_figures(RECIPE, "长茄子2根，青椒1个", "长茄子3根，青椒2个"),
    "recipe, minutes": different_figures(RECIPE, "放十分钟", "放三十分钟"),
    "timetable, a time": different_figures(TIMETABLE, "08:10", "08:25"),
    "timetable, a fare": different_figures(TIMETABLE, "快车 26元", "快车 28元"),
    "minutes, the most it may cost": different_figures(MINUTES, "85000元", "65000元"),
    "minutes, who came": different_figures(MINUTES, "委员七人", "委员五人"),
    "code, a constant": different_figures(CODE_PAGE, "LIMIT = 20", "LIMIT = 50"),
    "notice, how long": different_figures(NOTICE, "两个月", "三个月"),
    "notice, where to": different_figures(NOTICE, "文化馆一楼", "文化馆二楼"),
    "news, how many": different_figures(NEWS, "载客四十人", "载客六十人"),
    "news, result of a vote": replaced(
        NEWS + "表决时到会代表63人，赞成58票，反对3票，弃权2票。\n", ("58票，反对3票", "51票，反对10票")
    ),
    "news, reads that it is about": replaced(
        NEWS + "开通的视频发到网上以后，一天之内阅读量达到3.2万次，点赞1800个。\n",
        ("3.2万次，点赞1800个", "8.7万次，点赞4200个"),
    ),
    "news, visitors that it is about": replaced(
        NEWS + "候船室启用当天，登记簿上记下了第1283位访客。\n", ("第1283位", "第2291位")
    ),
    "news, number of its telephone": replaced(
        NOTICE.replace("服务台电话", "电话0000-83312"), ("83312", "87455")
    ),
    "exchange rate, Traditional": replaced(
        "匯率快報\n今日外匯市場交投平淡，新臺幣對美元開盤價為31.205元，盤中在小區間內來回，"
        "出口商拋匯與進口商買匯的力道相當，沒有明顯的方向。交易員說，市場在等待下週公布的貿易數字，"
        "短線預料維持盤整。銀行牌告的現鈔買入與賣出價差維持不變，民眾換匯以分批為宜，"
        "大額交易請事先向分行預約。\n",
        ("31.205", "30.985"),
    ),
    "draw of a lottery": replaced(
        "柳河福彩开奖公告\n本期开奖号码为 03 11 17 22 28，特别号码 06。一等奖无人中出，奖池累计到下期。"
        "中奖者请在六十天以内凭票面完整的彩票和身份证件到兑奖点兑奖，逾期作弃奖处理。"
        "未成年人不得购买彩票和兑奖。公益金用于养老和助残，使用情况每季度公布一次，欢迎监督。"
        "下期仍在周日晚上开奖，由公证处现场公证，居民可以预约到现场观看。\n",
        ("03 11 17 22 28", "05 09 17 24 31"),
    ),
    "medicine, dose": replaced(
        "止咳糖浆说明书\n本品为棕色黏稠液体，气味芳香，味甜微苦，用于感冒引起的咳嗽和痰多。"
        "口服，一次10毫升，一日三次，饭后温水送服。服药期间不要吃辛辣和油腻的食物，不要同时服用滋补的中药。"
        "孕妇、糖尿病人和对本品过敏的人不得使用，儿童应当在成人监护下使用。"
        "服用三天症状没有缓解的，应当去医院就诊。密封保存，放在儿童够不到的地方。\n",
        ("10毫升", "15毫升"),
    ),
    "match, result, English": replaced(
        "Harrow Fen 2, Market Deep 1\nHarrow Fen beat their neighbours on a pitch that had been under "
        "water until noon. The first half saw little football and much mud; after the break the "
        "home side found the wing, where the grass was, and scored twice from there. A late header "
        "gave the visitors hope, but the keeper held everything else. The next match is away, on a "
        "hill, and the manager has promised dry boots to all. Tea was served to both sides.\n",
        ("Harrow Fen 2, Market Deep 1", "Harrow Fen 3, Market Deep 1"),
    ),
    "train, Japanese, time": replaced(
        "臨時列車のお知らせ\n花火大会の夜は、港町駅から山の手方面へ臨時列車を運転いたします。"
        "発車時刻は21時40分、途中の駅にはすべて停車いたします。ホームが大変混み合いますので、"
        "係員の案内に従い、白線の内側でお待ちください。お帰りの切符は、お着きになったときに"
        "お求めになることをお勧めいたします。雨で大会が中止の場合は運転いたしません。"
        "お忘れ物は駅の事務室でお預かりいたします。\n",
        ("21時40分", "22時10分"),
    ),
    "exam, Korean, place": replaced(
        "한문 능력 시험 안내\n시험은 토요일 오전 열 시에 시작하며, 장소는 제2고사장 301호실입니다. "
        "신분증과 수험표, 검은색 필기구를 가지고 시작 삼십 분 전까지 들어오시기 바랍니다. "
        "시작 종이 울린 뒤에는 들어올 수 없으며, 전자 기기는 감독관에게 맡겨야 합니다. "
        "답안지는 한 번만 바꿀 수 있고, 문제지는 가지고 나갈 수 없습니다. "
        "합격자는 삼 주 뒤에 누리집에 알리며, 성적은 우편으로 보냅니다.\n",
        ("301호실", "412호실"),
    ),
    "hosts that a notice is about": replaced(
        "关于 mail.liuhe.example 停机维护的公告\n各位用户：因更换存储设备，mail.liuhe.example 将于周六凌晨"
        "停机维护，预计四小时，期间无法登录和收发，其他服务不受影响。请提前保存草稿，"
        "维护以后如有异常，请清除浏览器缓存再试，仍有问题的请联系信息中心值班室。"
        "维护期间外来的请求会排队等候，不会丢失。由此带来的不便，敬请谅解。\n",
        ("mail.liuhe.example", "wiki.liuhe.example"),
    ),
    "release, version": replaced(
        "Release notes\nThis release mends the import of tables with merged cells, which were read "
        "twice, and the search, which missed words at the end of a page. The menu can be used by "
        "keyboard alone. Settings are kept where they were, and no file has to be converted. "
        "Those who build it themselves need nothing new. We thank everyone who reported what went "
        "wrong, and above all those who sent us a file to try. Version 4.2.1 is to be had from the "
        "usual place, signed with the usual key.\n",
        ("4.2.1", "4.2.3"),
    ),
    "forms, number of the ticket": replaced(
        "报修单\n报修人：郑女士\n单号：20210305118\n报修内容：厨房水龙头漏水，夜里滴答有声，"
        "拧紧以后仍然渗水，请师傅带一只同型号的阀芯来。\n处理结果：已更换阀芯，试水十分钟不漏，"
        "住户签字确认，收取材料费18元。\n备注：阳台的地漏排水慢，住户说暂时不影响使用，下次一并处理，"
        "已经登记在待办里，预约的时候请住户把洗衣机挪开，以便施工。\n",
        ("20210305118", "20210307004"),
    ),
}

# Lines like those of a site that are what the document says.
DIFFERENT_KINDS |= {
    "notice, when it begins, beneath": beneath(
        NOTICE, "报名截止\n2021-03-05 17:00\n", "报名截止\n2021-03-08 17:00\n"
    ),
    "notice, date that it bears": beneath(NOTICE, "2021年3月5日\n", "2021年4月9日\n"),
    "notice, its own number": beneath(NOTICE, "柳图发〔2021〕12号\n", "柳图发〔2021〕15号\n"),
    "notice, sold in the month": beneath(NOTICE, "销量：300件\n", "销量：450件\n"),
    "notice, how many are nominated": beneath(NOTICE, "推荐：3人\n", "推荐：5人\n"),
    "report on an account": tuple(
        "柳河发布账号周报\n本周账号共推送七篇文章，内容以渡口开通和春耕为主，读者的反馈总体良好，"
        "留言多为询问票价和班次的，已经逐一答复。下周计划推出春耕系列报道，并继续征集老照片。"
        "请各镇通讯员在周三以前报送线索，图片要求清晰，注明拍摄的时间和地点。\n"
        f"阅读量：{reads}\n点赞：{likes}\n"
        for reads, likes in (("32000", "1800"), ("41500", "2210"))
    ),
    "prize, who won it": beneath(
        NEWS, "获奖名单\n郑远秋\n陶小满\n葛兰\n", "获奖名单\n林淑芬\n方明\n石磊\n"
    ),
    "prize, who is in the ranking": beneath(
        NEWS, "排行榜\n郑远秋\n陶小满\n葛兰\n", "排行榜\n林淑芬\n方明\n石磊\n"
    ),
    "course, what to read": beneath(
        NOTICE, "推荐阅读\n《河流志》\n《渡口考》\n", "推荐阅读\n《造船史》\n《桥梁谈》\n"
    ),
    "product, its materials": beneath(
        PRODUCT, "面料：帆布\n里料：棉\n", "面料：尼龙\n里料：涤纶\n"
    ),
    "filing, shares that were sold": replaced(
        EN_NEWS + "Shares sold: 1,200\n", ("1,200", "3,400")
    ),
    "thread, other answers": beneath(
        THREAD,
        "全部回复\n2楼 木匠老葛 2021-03-05 10:22\n斜着打两颗无头钉，再用腻子补平，颜色调得好看不出来。\n",
        "全部回复\n2楼 山里人 2021-03-06 11:05\n从缝里注地板胶，压上重物等一天，老人在家也不吵。\n",
    ),
    "guide, Korean, price": replaced(
        KO_NEWS + "식빵 4,500원\n", ("4,500원", "5,200원")
    ),
    "guide, Japanese, closed on": replaced(JA_NEWS, ("図書室は水曜日が休み", "図書室は木曜日が休み")),
    "news, English, price": replaced(EN_NEWS + "Cream tea: £6.50\n", ("£6.50", "£7.20")),
}
COPIES |= {
    "news, hosts with figures": replaced(
        NEWS + "来源网站：柳河在线 news2.liuhe.example，转载请保留出处。\n", ("news2", "news17")
    ),
    "news, link in a sentence": replaced(
        NEWS + "视频见 https://v.liuhe.example/play/118372 ，建议在无线网络下观看。\n",
        ("118372", "99301"),
    ),
    "news, counts in brackets at the headline": tuple(
        NEWS.replace("开通\n", f"开通（阅读：{reads}）\n", 1) for reads in (3152, 87)
    ),
    "news, two lines of counts": beneath(NEWS, "阅读 3152\n点赞 45\n", "阅读 87\n点赞 2\n"),
    "news, English, posted": beneath(
        EN_NEWS,
        "Posted on March 5, 2021 at 10:22 am | 1,532 views\n",
        "Posted on April 18, 2021 at 7:05 pm | 97 views\n",
    ),
    "news, comments with relative times": (
        NEWS,
        NEWS + "全部评论（2）\n小满 3天前\n回家终于不用绕路了\n回复 举报\n葛兰 5天前\n晚上有船吗\n回复 举报\n",
    ),
    "news, one comment": (
        NEWS,
        NEWS + "1条评论\n河边的芦苇 2021-03-06 08:12\n早就盼着了，以后回娘家方便多了。\n回复 赞(12)\n",
    ),
    "essay, English, comments and footer": (
        EN_NEWS,
        EN_NEWS + EN_COMMENTS + "About | Contact | Privacy Policy\n© 2021 Fenland News\n",
    ),
    "product, Korean, reviews counted": beneath(
        KO_NEWS, "추천 12 스크랩 3 조회 1532\n", "추천 0 스크랩 0 조회 88\n"
    ),
    "blog, Japanese, comments counted": beneath(JA_NEWS, "コメント(12) いいね！(34)\n", "コメント(0) いいね！(2)\n"),
    "notice, number of the page": beneath(NOTICE, "第 3 页 共 12 页\n", "第 8 页 共 20 页\n"),
    "ruling, printed": beneath(
        RULING, "打印日期：2021-05-06 下载时间：2021-05-06 10:22\n", "打印日期：2022-01-09 下载时间：2022-01-09 16:40\n"
    ),
}
