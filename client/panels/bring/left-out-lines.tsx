import { CircleAlert } from 'lucide-react'
import { clusterTitleLimit, noteTextLimit, pasteLimit } from '#shared/board/limits.ts'
import type { LeftOut } from '#shared/imports/imported.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { bringWords } from './words.ts'

/** More numbers of lines say nothing more to anybody. */
const mostNamed = 8

/** The things that do not come along, each with its lines. */
export function LeftOutLines({ left }: { readonly left: readonly LeftOut[] }) {
  const t = useWords(bringWords)
  const list = new Intl.ListFormat(currentLanguage(), { type: 'conjunction' })
  const named = (names: readonly (string | number)[]) => {
    const more = names.length - mostNamed
    const shown = names.slice(0, mostNamed).map(String)
    return list.format(more > 0 ? [...shown, t('left.more', { count: more })] : shown)
  }
  const sentenceOf = (each: LeftOut) => {
    if ('lines' in each)
      return t(`left.${each.kind}`, {
        count: each.lines.length,
        lines: named(each.lines),
        most: each.kind === 'shortTitle' ? clusterTitleLimit : noteTextLimit,
      })
    if ('names' in each) return t(`left.${each.kind}`, { count: each.names.length, names: named(each.names) })
    return t(`left.${each.kind}`, {
      count: each.count,
      most: each.kind === 'cut' ? noteTextLimit : pasteLimit,
    })
  }
  if (left.length === 0) return null
  return (
    <ul className="bring__left">
      {left.map((each) => (
        <li key={each.kind}>
          <CircleAlert aria-hidden="true" />
          {sentenceOf(each)}
        </li>
      ))}
    </ul>
  )
}
