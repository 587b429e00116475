/** The same message as a page: the text with its links, under it the emblem. Plain on purpose, and readable without pictures. */
export function asHtml(text: string): string {
  const paragraphs = escape(text.trim())
    .replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`)
    .split(/\n{2,}/)
    .map((p) => `<p>${p.replaceAll('\n', '<br>')}</p>`);
  return `<!doctype html><html><head><meta charset="utf-8"></head><body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#10302e;max-width:38rem">${paragraphs.join('')}<p><img src="cid:emblem" width="90" height="60" alt="Emblema dell’Unione europea"></p></body></html>`;
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
