export const en = {
  whose: 'Who sees it',
  onlyMe: 'Nobody but you',
  hidden: 'Nobody else, until all is shown',
  hiddenSigned: 'Nobody else, until all is shown; then with your name',
  open: 'Everybody, from now, without a name',
  openSigned: 'Everybody, from now, with your name',
}
