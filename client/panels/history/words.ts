import type { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import type { Language } from '#shared/board/document.ts'
import { formatted } from '#shared/text/long-date.ts'
import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  heading: 'Checkpoints',
  intro:
    'A checkpoint is saved before each vote, each reveal, each large deletion and each restore. You can also save one yourself.',
  keep: 'Save a checkpoint',
  kept: 'Checkpoint saved.',
  list: 'Checkpoints, newest first',
  empty: 'No checkpoints yet.',
  reason: {
    demand: 'Saved by a facilitator',
    round: 'Before a vote',
    reveal: 'Before private notes were revealed',
    phase: 'Before another phase',
    removal: 'Before many notes were deleted',
    restore: 'Before a restore',
  } satisfies Record<CheckpointReason, string>,
  notes_one: '{{count}} note',
  notes_other: '{{count}} notes',
  groups_one: '{{count}} group',
  groups_other: '{{count}} groups',
  back: 'All checkpoints',
  preview: 'The board at that time',
  loose: 'Not in a group',
  more_one: 'and {{count}} more note',
  more_other: 'and {{count}} more notes',
  copy: 'Restore as a copy',
  copied: 'The copy of {{moment}} is ready.',
  openCopy: 'Open the copy',
  copyHint: 'A copy is a new board with new links; this board stays as it is.',
  here: 'Restore here',
  askHeading: 'Restore this board?',
  ask: 'For everyone, notes and groups go back to {{moment}} ({{notes}}, {{groups}}), with the limits and locks of that time. Everything written, moved or deleted since then is undone; vote results stay.',
  askSafe: 'The board as it is now is saved as a checkpoint first, so you can undo this.',
  restored: 'The board is as it was on {{moment}}.',
  undone: 'The board is as it was before the restore.',
}

export const fr = {
  heading: 'Points de retour',
  intro:
    'Un point de retour est créé avant chaque vote, chaque révélation, chaque suppression de nombreuses notes et chaque restauration. Vous pouvez aussi en créer un vous-même.',
  keep: 'Créer un point de retour',
  kept: 'Point de retour créé.',
  list: 'Points de retour, du plus récent au plus ancien',
  empty: 'Aucun point de retour pour l’instant.',
  reason: {
    demand: 'Créé par un animateur',
    round: 'Avant un vote',
    reveal: 'Avant une révélation',
    phase: 'Avant une autre phase',
    removal: 'Avant la suppression de nombreuses notes',
    restore: 'Avant une restauration',
  },
  notes_one: '{{count}} note',
  notes_other: '{{count}} notes',
  groups_one: '{{count}} groupe',
  groups_other: '{{count}} groupes',
  back: 'Tous les points de retour',
  preview: 'Le tableau à ce moment-là',
  loose: 'Hors groupe',
  more_one: 'et {{count}} note de plus',
  more_other: 'et {{count}} notes de plus',
  copy: 'Restaurer en copie',
  copied: 'La copie du {{moment}} est prête.',
  openCopy: 'Ouvrir la copie',
  copyHint: 'Une copie est un nouveau tableau, avec de nouveaux liens ; celui-ci reste tel quel.',
  here: 'Restaurer ici',
  askHeading: 'Restaurer ce tableau ?',
  ask: 'Pour tout le monde, les notes et les groupes redeviennent ceux du {{moment}} ({{notes}}, {{groups}}), avec les limites et les verrous d’alors. Tout ce qui a été écrit, déplacé ou supprimé depuis est annulé ; les résultats des votes restent.',
  askSafe: 'Un point de retour du tableau actuel est d’abord créé : vous pourrez annuler.',
  restored: 'Le tableau est tel qu’il était le {{moment}}.',
  undone: 'Le tableau est tel qu’il était avant la restauration.',
} satisfies typeof en

/** The sentences of checkpoints. */
export const historyWords = wordsOf({ en, fr })

/** Date and time to the second, so that two checkpoints of one minute differ. */
export function momentOf(at: number, language: Language): string {
  return formatted(language, at, { dateStyle: 'long', timeStyle: 'medium' })
}
