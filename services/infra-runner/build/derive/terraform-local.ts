/** A design as a Terraform module that needs no provider: applying it has the provisioner start the processes, destroying it has them ended. */
import type { LocalPlan } from './local-plan.ts'
import type { Placement } from './terraform.ts'
import { reference } from './terraform-name.ts'

/** Told by the provisioner once the processes run; its name is not known before, so it is read when the plan is applied. */
const entryPorts = `jsondecode(file("${reference('var.outputs')}/${reference('terraform_data.deployment.id')}.json")).entryPorts`

export function localModule(plan: LocalPlan, { namespace, expires }: Placement): Readonly<Record<string, unknown>> {
  const input = {
    namespace,
    expires,
    processes: plan.processes.map(({ id, zone, role }) => ({ id, zone, role })),
    wires: plan.wires.map(({ id }) => id),
  }
  // The command comes from whoever applies, never from the design; the namespace goes by the environment, not into a shell.
  const call = (verb: 'apply' | 'destroy'): Readonly<Record<string, unknown>> => ({
    command: `"$QUINT_NODE" "$QUINT_PROVISIONER" ${verb}`,
    environment: { QUINT_NAMESPACE: reference('self.input.namespace'), QUINT_ID: reference('self.id') },
  })
  return {
    terraform: { required_version: '>= 1.9.0' },
    variable: { outputs: { type: 'string', description: 'Folder where the provisioner tells what it has started' } },
    resource: {
      terraform_data: {
        deployment: {
          input,
          triggers_replace: [namespace, plan.name],
          provisioner: [{ 'local-exec': call('apply') }, { 'local-exec': { ...call('destroy'), when: 'destroy' } }],
        },
      },
    },
    output: {
      namespace: { value: reference('terraform_data.deployment.output.namespace') },
      wires: { value: reference('terraform_data.deployment.output.wires') },
      entry_ports: { value: reference(entryPorts) },
    },
  }
}
