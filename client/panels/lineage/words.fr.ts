import type { en } from './words.en.ts'

export const fr = {
  origin: 'D’où vient cette note ?',
  grew_one: 'Cette note est née d’une autre : deux voix au plus.',
  grew_other: 'Cette note est née de {{count}} autres : {{voices}} voix au plus.',
  signed: 'Signé : {{name}}',
  gone_one: 'L’une d’elles n’est plus sur le tableau. Une note fusionnée garde les mots de toutes.',
  gone_other:
    '{{count}} d’entre elles ne sont plus sur le tableau. Une note fusionnée garde les mots de toutes.',
  gone: 'L’autre n’est plus sur le tableau. Une note fusionnée garde les mots des deux.',
  show: 'Voir sur le tableau',
  ideas: 'Que sont devenues mes idées ?',
  private: 'Seul ce navigateur sait quelles idées sont les vôtres. Il ne le dit à personne.',
  noIdeas: 'Ce navigateur ne connaît encore aucune idée de vous sur ce tableau.',
  parked: 'Au parking',
  inGroup: 'Dans le groupe « {{group}} »',
  onBoard: 'Sur le tableau',
  merged: 'Fait partie de « {{note}} »',
  heirs_one: 'Une note en est née',
  heirs_other: '{{count}} notes en sont nées',
  votes_one: '{{count}} point au vote',
  votes_other: '{{count}} points au vote',
  goesOn: 'Retenue',
  left: 'Plus sur le tableau',
} satisfies typeof en
