export const en = {
  showBoard: 'Show the board',
  showSentences: 'Show the sentences',
}
