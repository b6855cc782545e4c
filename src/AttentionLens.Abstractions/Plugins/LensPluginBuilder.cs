namespace AttentionLens;

/// <summary>Takes what a plugin offers. Each kind of part is made anew for each run through its public constructor without parameters.</summary>
public abstract class LensPluginBuilder
{
    /// <summary>Adds an analyzer.</summary>
    /// <typeparam name="T">The analyzer.</typeparam>
    public abstract void AddAnalyzer<T>()
        where T : LensAnalyzer, new();

    /// <summary>Adds a model adapter.</summary>
    /// <typeparam name="T">The adapter.</typeparam>
    public abstract void AddModelAdapter<T>()
        where T : ModelAdapter, new();

    /// <summary>Adds an attribution method.</summary>
    /// <typeparam name="T">The method.</typeparam>
    public abstract void AddAttribution<T>()
        where T : AttributionMethod, new();

    /// <summary>Adds a method of importance.</summary>
    /// <typeparam name="T">The method.</typeparam>
    public abstract void AddImportance<T>()
        where T : ImportanceMethod, new();

    /// <summary>Adds what proposes changes that answer findings.</summary>
    /// <typeparam name="T">The provider.</typeparam>
    public abstract void AddInterventions<T>()
        where T : InterventionProvider, new();

    /// <summary>Adds a rule set, which is found by its name.</summary>
    /// <typeparam name="T">The rule set.</typeparam>
    public abstract void AddPropagationRules<T>()
        where T : PropagationRules, new();

    /// <summary>Adds a renderer of artefacts.</summary>
    /// <typeparam name="T">The renderer.</typeparam>
    public abstract void AddRenderer<T>()
        where T : ArtefactRenderer, new();

    /// <summary>Adds a renderer of whole reports.</summary>
    /// <typeparam name="T">The renderer.</typeparam>
    public abstract void AddReportRenderer<T>()
        where T : ReportRenderer, new();

    /// <summary>Adds a rasterizer.</summary>
    /// <typeparam name="T">The rasterizer.</typeparam>
    public abstract void AddRasterizer<T>()
        where T : Rasterizer, new();

    /// <summary>Adds a training recipe.</summary>
    /// <typeparam name="T">The recipe.</typeparam>
    public abstract void AddTrainingRecipe<T>()
        where T : TrainingRecipe, new();
}
