-- 导出于 2012-05-01 03:00:00
SET NAMES utf8;
DROP TABLE IF EXISTS `guestbook`;
CREATE TABLE `guestbook` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `name` varchar(64) NOT NULL DEFAULT '',
  `text` text,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;

LOCK TABLES `guestbook` WRITE;
INSERT INTO `guestbook` VALUES (1,'一壶茶','今天的面卖完了，明天请早。'),(2,'小满','我爷爷问，他要不要去。'),(3,'老周','别带酒\r\n最后一条是说给我听的？');
INSERT INTO `guestbook` VALUES (4,'O\'Hara','Nice page!');
UNLOCK TABLES;
