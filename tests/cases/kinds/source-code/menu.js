'use strict';

const items = [
  { title: '首页', href: '/' },
  { title: '论坛', href: '/bbs' },
  { title: '关于我们', href: '/about' },
];

/** 打开或者关上菜单。 */
export function toggle(menu, open = !menu.classList.contains('open')) {
  menu.classList.toggle('open', open);
  menu.setAttribute('aria-expanded', String(open));
}

document.addEventListener('DOMContentLoaded', () => {
  const menu = document.querySelector('#menu');
  items.forEach(({ title, href }) => {
    const link = document.createElement('a');
    link.href = href;
    link.textContent = title;
    menu.append(link);
  });
  document.querySelector('#button').onclick = () => toggle(menu);
});
