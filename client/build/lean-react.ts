import { parseSync, Visitor, type ESTree } from 'vite'

/** The one version in which somebody has read what the numbers and names below mean. */
const knownVersion = '19.3.1'

/** Kinds of fibers that no page makes: profilers, lists of suspense, hydrated and hoisted elements, hidden trees, view transitions. */
const kinds: ReadonlySet<unknown> = new Set([12, 18, 19, 23, 26, 27, 30, 31])

/**
 * Nothing is hydrated and nothing changes in a view transition: what these hold for all time. No placeholder has been shown
 * lately: ours are empty, and after each one React would hold back for 300 ms what has come by then.
 */
const constants: ReadonlyMap<string, string> = new Map([
  ['isHydrating', '!1'],
  ['shouldStartViewTransition', '!1'],
  ['pendingViewTransition', 'null'],
  ['pendingViewTransitionEvents', 'null'],
  ['globalMostRecentFallbackTime', '-1e9'],
])

/** Functions that only those call, and the ones for action functions of forms, refs of fragments and stacks of components. */
const uncalled = `
  acquireResource accumulateOrCreateContinuousQueuedReplayableEvent applyViewTransitionName
  applyViewTransitionToHostInstancesRecursive attemptExplicitHydrationTarget
  attemptReplayContinuousQueuedEvent canHydrateInstance clearContainerSparingly clearHydrationBoundary
  commitAppearingPairViewTransitions commitDeletedPairViewTransitions commitEnterViewTransitions
  commitExitViewTransitions commitFragmentInstanceDeletionEffects commitFragmentInstanceInsertionEffects
  commitNestedViewTransitions commitNewChildToFragmentInstance commitNewChildToFragmentInstances
  createMeasurement defaultOnDefaultTransitionIndicator deleteChildFromFragmentInstance
  dispatchActionState ensureFormComponentIsStateful estimateBandwidth getBumpedLaneForHydrationByLane
  getHydratableHoistableCache getNextHydratable getNextHydratableInstanceAfterHydrationBoundary
  getParentHydrationBoundary getResource getStackByFiberInDevAndProd hideOrUnhideDehydratedBoundary
  insertStylesheet insertStylesheetIntoRoot isHostHoistableType measureNestedViewTransitions
  measureViewTransitionHostInstancesRecursive mountActionState popHydrationState
  preloadInstanceAndSuspendIfNeeded prepareToHydrateHostInstance pushTreeId queueIfContinuousEvent
  requestFormReset$1 rerenderActionState resolveSingletonInstance restoreViewTransitionName
  retryIfBlockedOn runActionStateAction scheduleReplayQueueIfNeeded setFocusIfFocusable
  startHostTransition startViewTransition suspendResource throwOnHydrationMismatch
  updateActionStateImpl updateActivityComponent updateDehydratedSuspenseComponent
  updateSuspenseListComponent validateDocumentPositionWithFiberTree
`
  .trim()
  .split(/\s+/u)

/** Things that nothing reads. */
const unread =
  /^(?:FragmentInstance\.prototype\.\w+|exports\.hydrateRoot|ReactDOMSharedInternals\.findDOMNode)$/u

/**
 * React's part for the DOM without what no page of ours does: a third of it. It throws for another version of React, whose
 * numbers may mean other kinds, and when a name that it takes out is not there. tests/unit/lean-react.test.ts says what components may not use.
 */
export function withoutUnused(code: string): string {
  const [, version] = /exports\.version = "([^"]+)"/u.exec(code) ?? []
  if (version !== knownVersion)
    throw new Error(
      `React ${version} may number its fibers otherwise than ${knownVersion}: compare both first`,
    )
  const { edits, missing } = cutsOf(code)
  if (missing.length > 0) throw new Error(`React has no ${missing.join(', ')} any more`)
  let at = 0
  let changed = ''
  // The outermost of two that overlap.
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue
    changed += code.slice(at, start) + text
    at = end
  }
  return changed + code.slice(at)
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

function cutsOf(code: string): { readonly edits: readonly Edit[]; readonly missing: readonly string[] } {
  const edits: Edit[] = []
  const missing = new Set([...uncalled, ...constants.keys(), 'hydrateRoot', 'd'])
  const declared = new Set<number>()
  // A parameter of the same name.
  let hiddenIn = 0
  const functions: ESTree.Function[] = []
  const variables: { readonly name: string; readonly at: number; readonly begin: number }[] = []
  const put = ({ start, end }: ESTree.Span, text: string) => edits.push({ start, end, text })
  const textOf = ({ start, end }: ESTree.Span) => code.slice(start, end)
  const hides = ({ params }: ESTree.Function) =>
    params.some((param) => param.type === 'Identifier' && constants.has(param.name))
  const enter = (node: ESTree.Function) => {
    functions.push(node)
    if (hides(node)) hiddenIn += 1
    if (node.id && node.body && uncalled.includes(node.id.name)) {
      missing.delete(node.id.name)
      put(node.body, '{}')
    }
  }
  const leave = (node: ESTree.Function) => {
    functions.pop()
    if (hides(node)) hiddenIn -= 1
  }
  new Visitor({
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    VariableDeclarator: ({ id }) => {
      declared.add(id.start)
      const body = functions.at(-1)?.body
      if (body && id.type === 'Identifier')
        variables.push({ name: id.name, at: id.start, begin: body.start + 1 })
    },
    ExpressionStatement: (node) => {
      if (node.expression.type !== 'AssignmentExpression') return
      const name = textOf(node.expression.left)
      if (unread.test(name)) put(node, '')
      // Instructions to download something, for which React has no need to be asked.
      else if (name === 'ReactDOMSharedInternals.d') put(node.expression.right, '{ f: flushSyncWork }')
      else return
      missing.delete(name.replace(/.*\./u, ''))
    },
    AssignmentExpression: ({ left, right, start, end }) => {
      if (hiddenIn === 0 && left.type === 'Identifier' && constants.has(left.name))
        put({ start, end }, textOf(right))
    },
    Identifier: (node) => {
      const value = constants.get(node.name)
      if (value === undefined || hiddenIn > 0) return
      missing.delete(node.name)
      if (!declared.has(node.start)) put(node, value)
    },
    BinaryExpression: (node) => {
      const { left, right, operator } = node
      if (isCut(left) && isKind(right) && (operator === '===' || operator === '!=='))
        put(node, operator === '===' ? '!1' : '!0')
    },
    SwitchStatement: ({ discriminant, cases }) => {
      if (isKind(discriminant)) edits.push(...cutCases(cases))
    },
  }).visit(parseSync('react-dom.js', code, { sourceType: 'script' }).program)
  // Other cases of the function use the variables that a case declares.
  const gone = variables.filter(({ at }) => edits.some(({ start, end }) => start < at && at < end))
  const kept = gone.map(({ name, begin }) => ({ start: begin, end: begin, text: `var ${name};` }))
  return { edits: [...edits, ...kept], missing: [...missing] }
}

/** `fiber.tag` */
function isKind(node: ESTree.Node): boolean {
  return (
    node.type === 'MemberExpression' && node.property.type === 'Identifier' && node.property.name === 'tag'
  )
}

function isCut(node: ESTree.Node | null): boolean {
  return node?.type === 'Literal' && kinds.has(node.value)
}

/** What a case does stays when one before runs into it. */
function cutCases(cases: readonly ESTree.SwitchCase[]): readonly Edit[] {
  let isReached = false
  return cases.flatMap(({ test, consequent, start, end }) => {
    const [first] = consequent
    const isStaying = !isCut(test)
    const wasReached = isReached
    isReached = (isStaying || wasReached) && !hasEnded(consequent)
    if (isStaying) return []
    return { start, end: first && wasReached ? first.start : end, text: '' }
  })
}

function hasEnded(statements: readonly ESTree.Statement[]): boolean {
  const last = statements.at(-1)
  switch (last?.type) {
    case 'BreakStatement':
    case 'ReturnStatement':
    case 'ContinueStatement':
    case 'ThrowStatement':
      return true
    case 'BlockStatement':
      return hasEnded(last.body)
    case 'IfStatement':
      return hasEnded([last.consequent]) && last.alternate !== null && hasEnded([last.alternate])
    default:
      return false
  }
}
