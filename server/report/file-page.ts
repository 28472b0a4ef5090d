import { createHash } from 'node:crypto'
import type { Language } from '#shared/board/document.ts'
import { escaped } from '../basics/escaped.ts'

interface FilePage {
  readonly language: Language
  readonly title: string
  readonly style: string
  readonly program: string
  /** Rights of this file besides, as directives of a Content-Security-Policy. */
  readonly also: string
}

/**
 * The beginning of an HTML file that is opened without a server, up to its body. Nothing runs but its program, and nothing
 * comes from elsewhere.
 */
export function pageStart({ language, title, style, program, also }: FilePage): string {
  const sourceOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  const policy = `default-src 'none'; script-src ${sourceOf(program)}; style-src ${sourceOf(style)}; ${also}; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
`
}

/** JSON that cannot end its script, on one line in every browser. */
export function inScript(data: object): string {
  return JSON.stringify(data).replaceAll(
    /[<\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
