import { expect, test } from 'vitest'
import { asShown, inBrief, inFull } from '#shared/board/brief.ts'

test('in whatever people read of others no line begins with a French sign or ends with an opening one', () => {
  const typed = 'Un talkie : « Rendez-moi ma rue ! » ; et 10:30, a :b'
  const shown = 'Un talkie_: «_Rendez-moi ma rue_!_»_; et 10:30, a :b'
  for (const read of [asShown, inBrief, inFull]) expect(read(typed).replaceAll('\u00A0', '_')).toBe(shown)
  // Positions in the words stay what they were.
  expect(asShown(typed)).toHaveLength(typed.length)
})
