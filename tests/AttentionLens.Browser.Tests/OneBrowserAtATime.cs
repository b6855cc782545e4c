// Two browsers on few cores would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
