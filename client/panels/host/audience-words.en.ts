export const en = {
  yours: 'Yours in this step',
  yourNote: 'Your text {{number}}',
  sent: 'Sent',
  sending: 'Sending…',
  waiting: 'Will be sent when the network is back',
  takeBack: 'Take back your text {{number}}',
  tookBack: 'You have taken your text back.',
  whose: 'Who sees it',
  onlyMe: 'Nobody but you',
  hidden: 'Nobody else, until all is shown',
  hiddenSigned: 'Nobody else, until all is shown; then with your name',
  open: 'Everybody, from now, without a name',
}
