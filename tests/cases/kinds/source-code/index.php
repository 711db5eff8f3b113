<?php
// 留言板
require_once __DIR__ . '/config.php';

$name = trim($_POST['name'] ?? '');
$text = trim($_POST['text'] ?? '');

if ($name !== '' && $text !== '') {
    $statement = $db->prepare('INSERT INTO guestbook (name, text) VALUES (?, ?)');
    $statement->execute([$name, $text]);
    header('Location: /guestbook');
    exit;
}
?>
<!DOCTYPE html>
<html>
<body>
<?php foreach ($db->query('SELECT * FROM guestbook') as $row): ?>
  <p><b><?= htmlspecialchars($row['name']) ?></b>：<?= htmlspecialchars($row['text']) ?></p>
<?php endforeach; ?>
</body>
</html>
