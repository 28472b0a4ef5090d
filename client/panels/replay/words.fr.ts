import type { en } from './words.en.ts'

export const fr = {
  open: 'Revoir la séance',
  heading: 'Revoir la séance',
  intro: 'Le tableau tel que tout le monde l’a vu, sans les noms.',
  close: 'Retour au tableau',
  waiting: 'Chargement de la séance…',
  empty:
    'Rien n’a encore été enregistré. À partir de maintenant, les changements du tableau pourront être revus ici.',
  off: 'Ce serveur n’enregistre pas le déroulement des séances.',
  picture: 'Le tableau le {{time}} : {{notes}}, {{groups}}',
  sight: '{{time}} : {{notes}}, {{groups}}.',
  list: 'En liste',
  knob: 'Position dans la séance',
  moments: 'Événements de la séance',
  tick: '{{time}} : {{moment}}',
  play: 'Lecture',
  pause: 'Pause',
  previous: 'Événement précédent',
  next: 'Événement suivant',
  speed: 'Vitesse',
  times: '{{factor}}×',
  inAMinute: 'En une minute',
  moment: {
    demand: 'Un point de retour a été créé.',
    removal: 'Beaucoup de notes ont été supprimées.',
    restore: 'Le tableau a été restauré.',
    stepBegan: '{{phase}} : {{prompt}}',
    agendaEnded: 'Le déroulé est terminé.',
    gap: 'Les changements juste avant ne peuvent pas être montrés.',
  },
  gap: 'Du {{from}} au {{until}}, rien ne peut être montré : cette partie du déroulement a été endommagée sur le disque du serveur. Le tableau lui-même n’est pas touché.',
  gapOn:
    'À partir du {{from}}, rien ne peut être montré : cette partie du déroulement a été endommagée sur le disque du serveur. Le tableau lui-même n’est pas touché, et son déroulement reprend au prochain changement.',
  clear: 'Effacer le déroulement',
  askHeading: 'Effacer le déroulement pour tout le monde ?',
  ask: 'Plus personne ne pourra revoir la séance jusqu’ici. C’est irréversible.',
  askSafe:
    'Le tableau et ses points de retour restent tels quels. Un nouveau déroulement commence au prochain changement.',
  clearConfirm: 'Effacer le déroulement',
  cleared: 'Le déroulement a été effacé.',
} satisfies typeof en
