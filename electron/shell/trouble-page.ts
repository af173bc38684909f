import type { Language } from '../../shared/i18n/catalogue'
import { shellEn } from '../../shared/i18n/en/shell'
import { shellZh } from '../../shared/i18n/zh/shell'

export type ShellText = keyof typeof shellZh

export function shellText(language: Language): (key: ShellText) => string {
  const texts = language === 'zh' ? shellZh : shellEn
  return (key) => texts[key]
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

/** A page without script, for when the real one cannot be shown: what is wrong, what to do, and the address. */
export function troublePage(language: Language, title: ShellText, hint: ShellText, detail: string): string {
  const text = shellText(language)
  const html = `<!doctype html><html lang="${language}"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(text('shell.name'))}</title>
<style>body{margin:0;height:100vh;display:grid;place-content:center;gap:1rem;text-align:center;background:#07111c;color:#e8f0f8;
font:1.25rem/1.6 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif}h1{margin:0;font-size:2.5rem}code{color:#4cc2ff}</style>
<h1>${escapeHtml(text(title))}</h1><p>${escapeHtml(text(hint))}<br><code>${escapeHtml(detail)}</code></p></html>`
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`
}
