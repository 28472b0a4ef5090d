import { languages } from '#shared/board/document.ts'
import type { Invitation } from '#shared/wire/http.ts'
import { t, translator, chooseLanguage, currentLanguage, errorSentence } from '../i18n/i18n.ts'
import type { Outcome } from '../model/http/api.ts'
import { rememberEntered, findSession, type StoredSession } from '../model/memory/sessions.ts'
import { formerVisits } from '../model/memory/session-book.ts'
import { rememberedIdentity } from '../model/memory/remembered-identity.ts'
import { chooseTheme, themeChoice, themeChoices } from '../style/theme.ts'
import { createEntering, type WaitingEntry } from './entering.ts'
import { createJoinForm, focusFirstField, copyOf, partOf, sayWords, write } from './join-form.ts'

interface PageOptions {
  readonly root: HTMLElement
  /** Opens another page of the product. */
  readonly go: (path: string) => void
  /** Called when the server is asked to let the person in. */
  readonly onEntering: () => void
  /** Settles when the board is shown. */
  readonly onJoined: (session: StoredSession) => Promise<void>
  readonly onLooking: (waiting: WaitingEntry) => void
}

/** Shows the words that were begun on a board; returns its own undo. */
type ShowLeft = (board: string, into: HTMLElement) => () => void

interface LinkOptions extends PageOptions {
  readonly board: string
  readonly secret: string
  readonly invitation: Promise<Outcome<Invitation>>
  readonly showLeft: ShowLeft
}

/** The page of an invitation: board and role, and the form. Returns its own undo. */
export function showLinkPage({ board, secret, invitation, ...options }: LinkOptions): () => void {
  const { root, go } = options
  const frame = createFrame(() => go('/'))
  const here = findSession(board)
  const [former] = formerVisits(board)
  const remembered = rememberedIdentity()
  const onJoined = (session: StoredSession) => {
    rememberEntered(secret, session.session)
    return options.onJoined(session)
  }
  const entering = createEntering({
    ticket: () => ({ board, secret }),
    me: () => form.me(),
    onEntering: options.onEntering,
    onJoined,
    onLooking: options.onLooking,
  })
  const form = createJoinForm({
    first: former ? { ...remembered, name: former.participant.name } : remembered,
    withCode: false,
    entering: () => entering,
  })
  const again =
    here &&
    createAgainCard(here, onJoined, () => {
      isAnother = true
      draw()
      focusFirstField(form.element)
    })
  const problem = createProblemCard(() => go('/join'))
  let hideLeft: (() => void) | undefined
  let isAnother = false
  let isLeft = false
  let answer: Outcome<Invitation> | undefined
  const draw = () => {
    if (!answer) return
    const refused = entering.state.get().problem?.code ?? (answer.ok ? '' : answer.code)
    if (refused === 'link_invalid' || refused === 'not_found') {
      frame.show(problem, t('problem.linkHeading'))
      hideLeft ??= options.showLeft(board, partOf(problem, '.left-place', HTMLElement))
      return
    }
    const title = answer.ok ? answer.value.title : ''
    const heading = title === '' ? t('join.heading') : title
    // A renewed link, or the link after the code: nobody becomes two people.
    if (again && answer.ok && here.role === answer.value.role && !isAnother) {
      again.draw(heading)
      return frame.show(again.element, heading)
    }
    const words = t(`join.invitation.${answer.ok ? answer.value.role : 'unknown'}`)
    form.draw(heading, words, answer.ok ? '' : errorSentence(answer.code))
    frame.show(form.element, heading)
  }
  showWait(root)
  const arrive = async () => {
    answer = await invitation
    if (isLeft) return
    draw()
    root.replaceChildren(frame.element)
    focusFirstField(form.element)
  }
  void arrive()
  const stop = drawnAgain(draw, entering)
  return () => {
    isLeft = true
    hideLeft?.()
    stop()
  }
}

/** The page at /join, an address short enough to say aloud: the join code, a name, and in. Returns its own undo. */
export function showCodePage({ root, go, onEntering, onJoined, onLooking }: PageOptions): () => void {
  const frame = createFrame(() => go('/'))
  const entering = createEntering({
    ticket: () => ({ code: form.code() }),
    me: () => form.me(),
    onEntering,
    onJoined,
    onLooking,
  })
  const form = createJoinForm({ first: rememberedIdentity(), withCode: true, entering: () => entering })
  const draw = () => {
    form.draw(t('join.codeHeading'), t('join.codeExplained'), '')
    frame.show(form.element, t('join.codeHeading'))
  }
  draw()
  root.replaceChildren(frame.element)
  focusFirstField(form.element)
  return drawnAgain(draw, entering)
}

export function showWait(root: HTMLElement): void {
  const wait = copyOf('wait')
  sayWords(wait)
  root.replaceChildren(wait)
}

/** The board cannot be downloaded, although the server answers: the page is older than the interface there. */
export function showBroken(root: HTMLElement): void {
  const element = createProblemCard(() => location.reload())
  write(partOf(element, 'h1', HTMLElement), t('problem.brokenHeading'))
  write(partOf(element, '.card__words', HTMLElement), t('problem.brokenText'))
  write(partOf(element, 'button span', HTMLElement), t('problem.reload'))
  root.replaceChildren(element)
}

/** Draws again when the state of joining or the language changes. Returns its own undo. */
function drawnAgain(draw: () => void, entering: ReturnType<typeof createEntering>): () => void {
  const stops = [entering.state.listen(draw), translator.listen(draw), entering.close]
  return () => {
    for (const stop of stops) stop()
  }
}

/** The choice of a person who is on this board already in this browser. */
function createAgainCard(
  here: StoredSession,
  onGoOn: (here: StoredSession) => Promise<void>,
  onAnother: () => void,
) {
  const element = copyOf('again')
  const goOn = partOf(element, '.button--accent', HTMLButtonElement)
  goOn.addEventListener('click', () => void onGoOn(here))
  partOf(element, '.button--plain', HTMLButtonElement).addEventListener('click', onAnother)
  const { name } = here.participant
  return {
    element,
    draw: (heading: string) => {
      write(partOf(element, 'h1', HTMLElement), heading)
      write(
        partOf(goOn, 'span', HTMLElement),
        name === '' ? t('join.goOnNameless') : t('join.goOnAs', { name }),
      )
    },
  }
}

function createProblemCard(onCode: () => void): HTMLElement {
  const element = copyOf('problem')
  partOf(element, 'button', HTMLButtonElement).addEventListener('click', onCode)
  return element
}

/** The page around a card: the product's name, language and appearance on top. */
interface Frame {
  readonly element: HTMLElement
  /** Shows the card, names the window, and says everything in the language in use. */
  readonly show: (card: HTMLElement, title: string) => void
}

function createFrame(onHome: () => void): Frame {
  const element = copyOf('frame')
  const main = partOf(element, 'main', HTMLElement)
  partOf(element, '.page__brand', HTMLAnchorElement).addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onHome()
  })
  const sayLanguage = fill(
    partOf(element, '#language', HTMLSelectElement),
    languages,
    (language) => void chooseLanguage(language),
  )
  const sayTheme = fill(partOf(element, '#theme', HTMLSelectElement), themeChoices, chooseTheme)
  return {
    element,
    show: (card, title) => {
      if (main.firstElementChild !== card) main.replaceChildren(card)
      sayWords(element)
      sayLanguage(currentLanguage(), (language) => t(`language.${language}`))
      sayTheme(themeChoice.get(), (choice) => t(`theme.${choice}`))
      document.title = title === '' ? t('product.name') : `${title} · ${t('product.name')}`
    },
  }
}

/** Makes a list of choices. The returned function names them and shows the current one. */
function fill<Choice extends string>(
  list: HTMLSelectElement,
  choices: readonly Choice[],
  choose: (choice: Choice) => void,
): (current: Choice, nameOf: (choice: Choice) => string) => void {
  const options = choices.map((choice) => {
    const option = document.createElement('option')
    option.value = choice
    return { choice, option }
  })
  list.append(...options.map(({ option }) => option))
  list.addEventListener('change', () => {
    const chosen = options.find(({ choice }) => choice === list.value)
    if (chosen) choose(chosen.choice)
  })
  return (current, nameOf) => {
    for (const { choice, option } of options) option.textContent = nameOf(choice)
    list.value = current
  }
}
