import type { ReplayBoard } from '#shared/board/replay.ts'
import type { Translate } from '../../i18n/i18n.ts'
import type { FilmMoment } from '../../model/replay/replay-film.ts'
import { questionOf } from '../../activities/vote/round-name.ts'

/** What happened at a moment, in words. */
export function momentSentence(t: Translate, moment: FilmMoment, rounds: ReplayBoard['rounds']): string {
  const round = rounds.get(moment.round ?? '')
  return t(`replay.moment.${moment.kind}`, { round: round ? questionOf(t, round) : '' })
}
