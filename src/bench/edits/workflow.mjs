// A workflow of 44 nodes and some 25 KB, as people have them: a webhook, branches, a loop, an agent with its model,
// memory, tool and parser, a second trigger, sticky notes. The same in every run.
import { daily, letter } from './letter-nodes.mjs';
import { id, token } from './nodes.mjs';
import { fulfilment, intake } from './order-nodes.mjs';

/**
 * @param score the name of the node that others name in their expressions and code; that a note names it too, and that
 *     another node's name begins with it, must not matter to who renames it
 */
export function orderWorkflow(score = 'Score the order') {
  const nodes = [...intake(score), ...fulfilment(score), ...letter(score), ...daily(score)];
  return {
    name: 'Orders: from the shop to the parcel',
    nodes: nodes.map(placed),
    connections: connections(score),
    settings: { executionOrder: 'v1', saveManualExecutions: true, timezone: 'Europe/Paris' },
  };
}

/** Where it stands on the canvas, and which credentials it has. Ids do not depend on names. */
function placed({ credential, ...node }, i) {
  const credentials = credential && { [credential]: { id: token(credential), name: `Shop: ${credential}` } };
  const position = [240 * (i % 11), 80 + 320 * Math.floor(i / 11) + 60 * (i % 3)];
  return { ...node, id: id(`node ${i}`), position, ...(credentials && { credentials }) };
}

/** Who feeds whom: `A > B` from the first output, `A 1> B` from the second, `A > B 1` into the second input. */
function connections(score) {
  const links = `Order received > Check the signature
Check the signature > Signature is good
Signature is good > Accept the order
Signature is good 1> Refuse the order
Accept the order > Read the order
Read the order > Find the customer
Find the customer > Customer is known
Customer is known > Either customer
Customer is known 1> Create the customer
Create the customer > Either customer 1
Either customer > Check the stock
Check the stock > ${score}
${score} > Risk
Risk > Reserve the stock
Risk 1> Ask for a review
Risk 2> Ask for a review
Ask for a review > Wait for the review
Wait for the review > Score the order again
Score the order again > Review says yes
Review says yes > Reserve the stock
Review says yes 1> Tell the customer no
Reserve the stock > Nothing is missing
Nothing is missing > Charge the customer
Nothing is missing 1> Order from the supplier
Order from the supplier > Charge the customer
Charge the customer > Split the lines
Charge the customer 1> Tell finance
Tell finance > Stop without payment
Split the lines > Each line
Each line > All labels
Each line 1> Label the line
Label the line > Keep the label
Keep the label > Each line
All labels > Write the letter
Write the letter > Letter is complete
Letter is complete > Send the letter
Letter is complete 1> Hand over to a person
Send the letter > Done
Hand over to a person > Done
Every morning > Orders of yesterday
Orders of yesterday > Sum up the day
Sum up the day > Report`;
  const made = {};
  for (const link of links.split('\n')) {
    const [, source, output = 0, target, input = 0] = /^(.+?) ?(\d)?> (.+?)(?: (\d))?$/.exec(link);
    const outputs = (made[source] ??= { main: [] }).main;
    while (outputs.length <= output) outputs.push([]);
    outputs[output].push({ node: target, type: 'main', index: Number(input) });
  }
  const parts = {
    Model: 'languageModel',
    Memory: 'memory',
    'Look up an article': 'tool',
    "Letter's form": 'outputParser',
  };
  for (const [source, part] of Object.entries(parts)) {
    const type = `ai_${part}`;
    made[source] = { [type]: [[{ node: 'Write the letter', type, index: 0 }]] };
  }
  return made;
}
