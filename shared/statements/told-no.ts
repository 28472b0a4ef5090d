import { count, percent } from '../blocks/numbers.ts'
import type { Language } from '../board/document.ts'
import { leastShareOfNo, shownShare, type Specificity } from '../workshop/specificity.ts'

type Answers = Pick<Specificity, 'no' | 'answered'>

/** So many answers are counted: a share would hide how few people gave them. Not measured. */
const mostCounted = 50

/** How many answered "No": "8 “No” of 12", or of many answers "67% “No”". */
export function toldNo(language: Language, { no, answered }: Answers): string {
  if (answered <= mostCounted) {
    const [few, all] = [count(language, no), count(language, answered)]
    return { en: `${few} “No” of ${all}`, fr: `${few} «\u00A0Non\u00A0» sur ${all}` }[language]
  }
  return toldShare(language, shownShare(no / answered))
}

/** The fewest "No" among so many answers that make a sentence specific, in the same words. */
export function toldLeastNo(language: Language, answered: number): string {
  // 60 % of some numbers is a little more than a whole one, as computers count.
  const no = Math.ceil(answered * leastShareOfNo - 1e-9)
  return answered <= mostCounted ? toldNo(language, { no, answered }) : toldShare(language, leastShareOfNo)
}

function toldShare(language: Language, share: number): string {
  const shown = percent(language, share)
  return { en: `${shown} “No”`, fr: `${shown} de «\u00A0Non\u00A0»` }[language]
}
