// The part of React that the examples use, so that they can be type-checked without React.
declare module 'react' {
  export function useState<State>(
    initial: State
  ): [State, (next: State | ((previous: State) => State)) => void];
  export function useReducer<State, Action>(
    reducer: (state: State, action: Action) => State, initial: State
  ): [State, (action: Action) => void];
  export function useEffect(effect: () => (() => void) | void, dependencies?: unknown[]): void;
}
