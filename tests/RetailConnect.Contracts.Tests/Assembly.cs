// Virtual time jumps when the thread pool rests, so only one test may use the pool.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
