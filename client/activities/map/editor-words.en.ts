export const en = {
  title: 'Map',
  hint: 'People name everyone for whom their work changes something, on three rings.',
  prompt: 'For whom does our work change something, even if they never notice?',
  near: 'We meet them',
  through: 'Others carry our work to them',
  far: 'They never see us',
  ring: 'Ring {{number}}',
}
