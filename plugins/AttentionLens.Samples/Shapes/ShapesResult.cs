using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>What the model said of one list of scenes.</summary>
/// <param name="Scenes">The scenes.</param>
/// <param name="Predictions">The predicted classes, one for each.</param>
internal sealed record ShapesResult(ImmutableArray<Scene> Scenes, ImmutableArray<int> Predictions)
{
    /// <summary>The share of scenes whose class was predicted, in [0, 1].</summary>
    public double Accuracy => Share(Enumerable.Range(0, Scenes.Length));

    /// <summary>The standard error of the accuracy.</summary>
    public double StandardError => Math.Sqrt(Accuracy * (1 - Accuracy) / Scenes.Length);

    /// <summary>The share that naming the form of any one shape of the scene gets right, in (0, 1].</summary>
    public double BlindAccuracy => Scenes.Average(scene => scene.BlindShare);

    /// <summary>The number of scenes and the accuracy of each kind, in ordinal order.</summary>
    /// <param name="key">What a scene is counted under.</param>
    public IEnumerable<(string Name, int Count, double Accuracy)> By(Func<Scene, string> key) =>
        Enumerable.Range(0, Scenes.Length).GroupBy(index => key(Scenes[index])).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Count(), Share(group)));

    private double Share(IEnumerable<int> indices) => indices.Average(index => Scenes[index].Label == Predictions[index] ? 1.0 : 0.0);
}
