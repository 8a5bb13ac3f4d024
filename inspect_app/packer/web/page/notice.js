// One notice over everything, for what stops the app before or beside Flutter. In Chinese, with what to do.
"use strict";

const NOTICES = {
  not_secure: {
    title: "需要用 https 打开",
    text: "浏览器只在安全连接（https）下允许拍照和保存数据。请把网址开头改为 https://，或向管理员索取正确的网址。",
  },
  too_old: {
    title: "浏览器版本太旧",
    text: "请升级浏览器后再打开。可用：Chrome、Edge、华为、小米浏览器新版，iPhone 需要 iOS 17 或更新。",
  },
  storage_refused: {
    title: "浏览器不允许保存数据",
    text: "可能正在使用无痕（隐私）浏览。这样记录会在关闭后丢失，因此不能开始巡检。\n请用普通窗口打开本页。",
    button: "重试",
    press: () => location.reload(),
  },
  storage_full: {
    title: "手机存储空间已满",
    text: "没有空间保存巡检记录。请删除一些照片或应用，然后重试。已保存的记录不会丢失。",
    button: "重试",
    press: () => location.reload(),
  },
  storage_taken: {
    title: "已在另一个标签页打开",
    text: "为防止记录冲突，同一时间只能在一个标签页中使用。已保存的记录都在。",
    button: "在这里继续使用",
    press: () => takeOver(),
  },
  taken_over: {
    title: "已在另一个标签页打开",
    text: "另一个标签页接着使用了，本页已停下。已保存的记录都在，可以关闭本页。",
    button: "在这里继续使用",
    press: () => takeOver(),
  },
  not_released: {
    title: "另一个标签页没有响应",
    text: "请关闭其他打开着“校园巡检”的标签页或窗口，然后重试。",
    button: "重试",
    press: () => location.reload(),
  },
  python_failed: {
    title: "启动失败",
    text: "应用没有启动成功，已保存的记录都在。请重试；如果仍然失败，请把本页截图发给管理员。",
    button: "重试",
    press: () => location.reload(),
  },
};

let shownNotice = null;

function showNotice(name, detail) {
  const notice = NOTICES[name];
  const show = () => {
    shownNotice = name;
    document.getElementById("notice-title").textContent = notice.title;
    document.getElementById("notice-text").textContent = detail ? `${notice.text}\n\n${detail}` : notice.text;
    const button = document.getElementById("notice-button");
    button.hidden = !notice.button;
    button.disabled = false;
    button.textContent = notice.button ?? "";
    button.onclick = () => {
      button.disabled = true;
      notice.press();
    };
    document.getElementById("notice").hidden = false;
    button.focus();
  };
  if (document.body && document.getElementById("notice")) show();
  else document.addEventListener("DOMContentLoaded", show, { once: true });
}

/** What stops the app before it starts, or null. */
function obstacle() {
  if (!window.isSecureContext) return "not_secure";
  const modern = typeof WebAssembly === "object" && typeof BroadcastChannel === "function" &&
    typeof Array.prototype.findLast === "function" && "serviceWorker" in navigator;
  if (!modern || typeof OffscreenCanvas === "undefined") return "too_old";
  if (!navigator.storage || !navigator.storage.getDirectory) return "storage_refused";
  return null;
}
