export const en = {
  banner: 'Rehearsal with ghosts. Nothing of it can be exported.',
  bannerOthers: 'This is a rehearsal with ghosts. Nothing of it can be exported.',
  pause: 'Pause the ghosts',
  play: 'Let the ghosts go on',
  controls: 'Lead the rehearsal',
  begin: 'Begin for real',
  beginning: 'Opening the workshop…',
  ghost: 'Ghost {{name}}',
  ghosts: 'Ghosts',
  fewer: 'one ghost less',
  more: 'one ghost more',
  try: 'Try it with ghosts',
  tryAbout:
    'A copy of this board opens, with its notes, groups and agenda. Ghosts play the workshop there with you: they write, group and vote as people do.',
  trySafe: 'This board stays as it is. Nobody is invited to the copy, and nothing of it can be exported.',
  open: 'Open the rehearsal',
  away: 'The ghosts could not come: {{why}}',
}
