/** Of drivers with a kernel: the lab's links are named as Calico does it. */
export const realDriverSettings = { workloadInterfaces: 'calico' } as const;
