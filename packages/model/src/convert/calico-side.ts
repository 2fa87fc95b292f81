import { formatCidr, parseCidrOrAddress } from '../net/cidr.ts';
import type { PortMatch, Protocol, RuleSide } from '../resources.ts';
import type { Errors } from './errors.ts';
import type { Field } from './field.ts';
import { readName, readNamespace } from './names.ts';
import { readPort } from './ports.ts';
import { hasPorts } from './protocol.ts';
import { makeSide } from './rule.ts';
import { plainSelector, readSelector, ruleSelector } from './selectors.ts';

/** What reading one side of a rule depends on. */
export interface SideContext {
  /** The policy's, empty for global ones and profiles. */
  readonly namespace: string;
  readonly protocol: Protocol | undefined;
  readonly errors: Errors;
  /** In an allow rule, a net or port that cannot be understood is as good as not there. */
  readonly dropsBadItems: boolean;
}

/** `source` or `destination` of a projectcalico.org rule. */
export function readSide(side: Field, context: SideContext): RuleSide {
  if (side.isAbsent) return makeSide({}, {});
  side.only(
    ...['nets', 'notNets', 'selector', 'notSelector', 'namespaceSelector'],
    ...['ports', 'notPorts', 'services', 'serviceAccounts'],
  );
  const ports = readItems(side.get('ports'), readPort, context);
  const notPorts = side.get('notPorts').items().map(readPort);
  checkPorts(side, [...ports, ...notPorts], context.protocol);
  return {
    ...readSelectors(side, context.namespace),
    nets: readItems(side.get('nets'), readNet, context),
    // Whatever is missing here would match more: nothing is dropped.
    notNets: side.get('notNets').items().map(readNet),
    ports,
    notPorts,
    ...readService(side, context),
  };
}

function readSelectors(side: Field, namespace: string): RuleSide {
  const accounts = side.get('serviceAccounts');
  if (!accounts.isAbsent) accounts.only('names', 'selector');
  const selector = readSelector(side.get('selector'));
  const notSelector = readSelector(side.get('notSelector'));
  const namespaceSelector = readSelector(side.get('namespaceSelector'));
  const serviceAccountSelector = readSelector(accounts.get('selector'));
  const serviceAccountNames = accounts.get('names').items().map(readName);
  const parts = { selector, notSelector, namespaceSelector, serviceAccountSelector, serviceAccountNames, namespace };
  return makeSide(
    { selector: ruleSelector(parts, side), notSelector: plainSelector(notSelector, side) },
    {
      selector: selector.text,
      notSelector: notSelector.text,
      namespaceSelector: namespaceSelector.text,
      serviceAccountSelector: serviceAccountSelector.text,
      serviceAccountNames,
    },
  );
}

function readNet(field: Field): string {
  const net = parseCidrOrAddress(field.string());
  return net === undefined ? field.failExpecting('a CIDR or an IP address') : formatCidr(net);
}

// A list in which nothing is right must not become one that does not restrict.
function readItems<T>(list: Field, read: (item: Field) => T, context: SideContext): readonly T[] {
  const items = list.items();
  if (!context.dropsBadItems) return items.map(read);
  const good = items.flatMap((item) => context.errors.isolate('it is not allowed', () => [read(item)]) ?? []);
  return good.length > 0 || items.length === 0 ? good : list.fail('nothing in it can be understood');
}

// A port number without protocol cannot be matched; a named port brings its own.
function checkPorts(side: Field, ports: readonly PortMatch[], protocol: Protocol | undefined): void {
  const needsProtocol = ports.length > 0 && (protocol !== undefined || ports.some((port) => 'first' in port));
  if (needsProtocol && !hasPorts(protocol)) side.fail('ports need the protocol TCP, UDP or SCTP');
}

const notWithServices = ['nets', 'notNets', 'selector', 'notSelector', 'namespaceSelector', 'serviceAccounts'];

function readService(side: Field, context: SideContext): Pick<RuleSide, 'service'> {
  const service = side.get('services');
  if (service.isAbsent) return {};
  service.only('name', 'namespace');
  for (const name of notWithServices) {
    const { value } = side.get(name);
    if (value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)) {
      service.fail(`services and ${name} exclude each other`);
    }
  }
  const name = readName(service.get('name'));
  const own = service.get('namespace');
  if (own.optionalString() !== '') return { service: { namespace: readNamespace(own), name } };
  // Felix takes it as a service in no namespace, of which there are none. That must not keep a rule from denying.
  if (!context.dropsBadItems) own.fail('a service needs its namespace');
  context.errors.add(own.path, 'a service needs its namespace', 'the rule allows nothing');
  return { service: { namespace: '', name } };
}
