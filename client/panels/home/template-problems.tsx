import { isProblemKind, type TemplateProblem } from '#shared/agenda/problems.ts'
import { useWords } from '../../i18n/use-words.ts'
import { homeWords } from './words.ts'

/** A person mends some mistakes, then tries again. */
const maxShown = 8

/** Everything that is wrong with a file, each with its place in it. */
export function TemplateProblems({ problems }: { readonly problems: readonly TemplateProblem[] }) {
  const t = useWords(homeWords)
  const sentenceOf = ({ code, details = {} }: TemplateProblem) => {
    const values = Object.entries(details).map(
      ([name, detail]) =>
        [name, name !== 'name' && isProblemKind(detail) ? t(`problemKinds.${detail}`) : detail] as const,
    )
    return t(`problems.${code}`, Object.fromEntries(values))
  }
  return (
    <ul className="template-problems">
      {problems.slice(0, maxShown).map((problem, index) => (
        <li key={index}>
          {problem.path !== '' && <code>{problem.path}</code>} {sentenceOf(problem)}
        </li>
      ))}
      {problems.length > maxShown && <li>{t('moreProblems', { count: problems.length - maxShown })}</li>}
    </ul>
  )
}
