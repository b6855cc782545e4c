namespace AttentionLens;

/// <summary>What a model hands from one stage to the next, kept so that a run can resume there. Dispose it once.</summary>
public abstract class ModelState : IDisposable
{
    /// <summary>The stage after which the state was kept.</summary>
    public abstract int Stage { get; }

    /// <summary>The hook point of the next stage at which a run resumes.</summary>
    /// <value>null where it resumes at the stage's beginning.</value>
    public virtual HookName? ResumesAt => null;

    /// <summary>The state of some of its examples, in any order and any number of times.</summary>
    /// <param name="examples">Their indices in the batch.</param>
    /// <returns>A state of its own; the caller disposes it.</returns>
    public abstract ModelState Select(ReadOnlySpan<int> examples);

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the memory back.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected abstract void Dispose(bool disposing);
}
