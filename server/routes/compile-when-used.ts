import validatorsOf from '@fastify/ajv-compiler'
import serializersOf from '@fastify/fast-json-stringify-compiler'
import type { FastifyServerOptions } from 'fastify'

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>

/** Fastify's own compilers. Each part of a route is compiled when it is first used: all at once were half of a start. */
export function compileWhenUsed(): Compilers {
  const [validators, serializers] = [validatorsOf(), serializersOf()]
  return {
    buildValidator: (...given) => {
      const compile = validators(...given)
      return (route) => {
        let check: ReturnType<typeof compile> | undefined
        // Fastify reads the problems of the last data from the function.
        const checkWhenUsed: ReturnType<typeof compile> = Object.assign((data: unknown) => {
          check ??= compile(route)
          const isValid = check(data)
          checkWhenUsed.errors = check.errors ?? null
          return isValid
        })
        return checkWhenUsed
      }
    },
    buildSerializer: (...given) => {
      const compile = serializers(...given)
      return (route) => {
        let write: ReturnType<typeof compile> | undefined
        return (data) => (write ??= compile(route))(data)
      }
    },
  }
}
