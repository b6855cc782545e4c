namespace AttentionLens.Engine;

/// <summary>Where a pass of a sweep starts: with a stage, or within it.</summary>
/// <param name="Stage">The stage; 0 is the model's beginning.</param>
/// <param name="Point">The hook point at which it resumes within the stage; null for the stage's beginning.</param>
internal readonly record struct SweepStart(int Stage, HookName? Point)
{
    /// <summary>Whether a state has to be there.</summary>
    public bool NeedsState => Stage > 0 || Point is not null;

    /// <summary>The last place from which a run still passes a hook point.</summary>
    /// <param name="model">The model.</param>
    /// <param name="hook">The hook point's index.</param>
    public static SweepStart Before(LensModel model, int hook)
    {
        HookName name = model.Hooks[hook].Name;
        return new SweepStart(model.StageOf(name), model.ResumePointOf(name));
    }
}
