using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Samples;

/// <summary>The scenes of one seed: endless batches to train on, and lists to measure on.</summary>
internal sealed class ShapesCorpus
{
    /// <summary>The scenes of a training step.</summary>
    public const int BatchSize = 40;

    private readonly ulong _seed;

    /// <param name="seed">Decides everything.</param>
    public ShapesCorpus(ulong seed) => _seed = seed;

    /// <summary>The labelled images of a training step, as many of each class.</summary>
    /// <param name="step">The step, from 0.</param>
    public IReadOnlyList<LensInput> Batch(int step)
    {
        SeededRandom random = SeededRandom.Stream(_seed, ((ulong)step << 32) + uint.MaxValue);
        return [.. Enumerable.Range(0, BatchSize).Select(index => Input(SceneGenerator.Next(FormOf(index), SceneSplit.Training, random)))];
    }

    /// <summary>Different scenes to measure on, the classes in turn.</summary>
    /// <param name="split">Which.</param>
    /// <param name="count">How many.</param>
    public ImmutableArray<Scene> Examples(SceneSplit split, int count)
    {
        SeededRandom random = SeededRandom.Stream(_seed, (uint)split);
        return [.. Enumerable.Range(0, count).Select(index => SceneGenerator.Next(FormOf(index), split, random))];
    }

    /// <summary>A scene as the model takes it.</summary>
    /// <param name="scene">The scene.</param>
    public static LensInput Input(Scene scene)
    {
        byte[] levels = SceneCanvas.Draw(scene);
        int pixels = Scene.Side * Scene.Side;
        int channels = levels.Length / pixels;
        float[] values = new float[levels.Length];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = ShapesConfig.LevelOf(levels[(index % pixels * channels) + (index / pixels)]);
        }

        return new LensInput { Pixels = new ImagePixels(channels, Scene.Side, Scene.Side, [.. values]), Label = scene.Label };
    }

    private static Form FormOf(int index) => (Form)(index % FormNames.All.Length);
}
