// The shortest calls by which each server does each task: [tool, arguments]. What a server has no entry for it cannot.
import * as task from './tasks.mjs';
import { orderWorkflow } from './workflow.mjs';

const code = task.patched(orderWorkflow().nodes.find(({ name }) => name === task.SCORE).parameters.jsCode);

const updateOurs = (workflowId, ...operations) => [['update_workflow', { id: workflowId, operations }]];

export const ours = {
  look: (workflowId) => [['get_workflow', { id: workflowId, detail: 'summary' }]],
  read: (workflowId) => [['get_workflow', { id: workflowId, nodes: [task.SCORE] }]],
  parameter: (workflowId) =>
    updateOurs(workflowId, { type: 'updateNode', nodeName: task.FOUND, updates: { 'parameters.url': task.NEW_URL } }),
  code: (workflowId) =>
    updateOurs(workflowId, {
      type: 'patchNodeField',
      nodeName: task.SCORE,
      fieldPath: 'parameters.jsCode',
      patches: task.PATCHES,
    }),
  insert: (workflowId) => updateOurs(workflowId, { type: 'addNode', node: task.NEW_NODE, after: task.FOUND }),
  rename: (workflowId) => updateOurs(workflowId, { type: 'renameNode', nodeName: task.SCORE, newName: task.RENAMED }),
  remove: (workflowId) => updateOurs(workflowId, { type: 'removeNode', nodeName: task.TAKEN_OUT, reconnect: true }),
  retry: (workflowId) =>
    updateOurs(workflowId, { type: 'updateNode', nodeNames: task.RETRIED, updates: task.RETRY }, {
      type: 'updateNode',
      nodeName: task.DISABLED,
      updates: { disabled: true },
    }),
  copy: (workflowId) => [['create_workflow', { instance: 'second', from: { instance: 'first', id: workflowId } }]],
};

const updatePeer = (workflowId, ...operations) => [['n8n_update_partial_workflow', { id: workflowId, operations }]];

export const czlonkowski = {
  look: (workflowId) => [['n8n_get_workflow', { id: workflowId, mode: 'structure' }]],
  read: (workflowId) => [['n8n_get_workflow', { id: workflowId, mode: 'filtered', nodeNames: [task.SCORE] }]],
  parameter: (workflowId) =>
    updatePeer(workflowId, { type: 'updateNode', nodeName: task.FOUND, updates: { 'parameters.url': task.NEW_URL } }),
  code: (workflowId) =>
    updatePeer(workflowId, {
      type: 'patchNodeField',
      nodeName: task.SCORE,
      fieldPath: 'parameters.jsCode',
      patches: task.PATCHES,
    }),
  insert: (workflowId) =>
    updatePeer(
      workflowId,
      // It wants a position.
      { type: 'addNode', node: { ...task.NEW_NODE, position: [1560, 80] } },
      { type: 'rewireConnection', source: task.FOUND, from: task.NEXT, to: task.NEW_NODE.name },
      { type: 'addConnection', source: task.NEW_NODE.name, target: task.NEXT },
    ),
  rename: (workflowId) =>
    updatePeer(workflowId, { type: 'updateNode', nodeName: task.SCORE, updates: { name: task.RENAMED } }),
  remove: (workflowId) =>
    updatePeer(
      workflowId,
      { type: 'removeNode', nodeName: task.TAKEN_OUT },
      { type: 'addConnection', source: task.BEFORE, target: task.AFTER },
    ),
  retry: (workflowId) =>
    updatePeer(workflowId, ...task.RETRIED.map((nodeName) => ({ type: 'updateNode', nodeName, updates: task.RETRY })), {
      type: 'disableNode',
      nodeName: task.DISABLED,
    }),
};

const updateOwn = (workflowId, ...operations) => ['update_workflow', { workflowId, operations }];
const details = (workflowId) => ['get_workflow_details', { workflowId }];

export const n8nsOwn = {
  look: (workflowId) => [details(workflowId)],
  read: (workflowId) => [details(workflowId)],
  parameter: (workflowId) => [
    updateOwn(workflowId, { type: 'setNodeParameter', nodeName: task.FOUND, path: '/url', value: task.NEW_URL }),
  ],
  // It edits no text in place: the model must have read the whole of it, and writes it again.
  code: (workflowId) => [
    details(workflowId),
    updateOwn(workflowId, { type: 'setNodeParameter', nodeName: task.SCORE, path: '/jsCode', value: code }),
  ],
  insert: (workflowId) => [
    updateOwn(
      workflowId,
      { type: 'addNode', node: task.NEW_NODE },
      { type: 'removeConnection', source: task.FOUND, target: task.NEXT },
      { type: 'addConnection', source: task.FOUND, target: task.NEW_NODE.name },
      { type: 'addConnection', source: task.NEW_NODE.name, target: task.NEXT },
    ),
  ],
  rename: (workflowId) => [updateOwn(workflowId, { type: 'renameNode', oldName: task.SCORE, newName: task.RENAMED })],
  remove: (workflowId) => [
    updateOwn(
      workflowId,
      { type: 'removeNode', nodeName: task.TAKEN_OUT },
      { type: 'addConnection', source: task.BEFORE, target: task.AFTER },
    ),
  ],
  retry: (workflowId) => [
    updateOwn(
      workflowId,
      ...task.RETRIED.map((nodeName) => ({ type: 'setNodeSettings', nodeName, settings: task.RETRY })),
      { type: 'setNodeDisabled', nodeName: task.DISABLED, disabled: true },
    ),
  ],
};
