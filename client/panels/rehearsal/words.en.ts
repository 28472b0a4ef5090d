export const en = {
  banner: 'Rehearsal with {{count}} ghosts. Nothing of it can be exported.',
  bannerOthers: 'This is a rehearsal with ghosts. Nothing of it can be exported.',
  pause: 'Pause the ghosts',
  play: 'Let the ghosts go on',
  begin: 'Begin for real',
  beginning: 'Opening the workshop…',
  ghost: 'Ghost {{name}}',
  away: 'The ghosts could not come: {{why}}',
}
