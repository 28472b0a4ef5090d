import { askingGhosts } from '../panels/asking/asking-parts.ts'
import type { Ghost } from '../panels/host/ghost.ts'
import { ghostOfConsent as consent } from './consent/ghost.ts'
import { ghostPreparer as form } from './form/ghost.ts'
import { ghostOfGrid as grid } from './grid/ghost.ts'
import { ghostSorter as group } from './group/ghost.ts'
import { ghostMapper as map } from './map/ghost.ts'
import { ghostNamer as name } from './name/ghost.ts'
import { ghostReader as pass } from './pass/ghost.ts'
import { ghostOfPrinciples as principles } from './principles/ghost.ts'
import { ghostRewriter as rewrite } from './rewrite/ghost.ts'
import { ghostJudge as test } from './test/ghost.ts'
import { ghostSpeaker as turns } from './turns/ghost.ts'
import { ghostVoter as vote } from './vote/ghost.ts'
import { ghostWriter as write } from './write/ghost.ts'

/** The deeds of simulated people in each activity, by its name. One line adds one. */
const written = {
  consent,
  form,
  grid,
  group,
  map,
  name,
  pass,
  principles,
  rewrite,
  test,
  turns,
  vote,
  write,
}

export const ghosts: Readonly<Record<string, Ghost>> = { ...written, ...askingGhosts() }
