using System.Collections.Immutable;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Hosting;

/// <summary>Gives copies of a loaded model to train: loaded from its folder again, with the weights that the model has now.</summary>
/// <param name="host">Loads them.</param>
/// <param name="folder">The folder.</param>
/// <param name="model">The model.</param>
/// <param name="interventions">What is changed in every run of a copy.</param>
public sealed class CopyTrainer(LensHost host, ModelFolder folder, TransformerModel model, ImmutableArray<Intervention> interventions) : ModelTrainer
{
    /// <inheritdoc/>
    public override async ValueTask<ModelTraining> OpenAsync(ModelTrainingSettings settings, CancellationToken cancellationToken)
    {
        TransformerModel copy = await CopyAsync(host, folder, model, cancellationToken);
        try
        {
            return new WeightTraining(copy, interventions, settings);
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    internal static async ValueTask<TransformerModel> CopyAsync(LensHost host, ModelFolder folder, TransformerModel model, CancellationToken cancellationToken)
    {
        TransformerModel copy = (TransformerModel)await host.LoadModelAsync(folder, null, null, cancellationToken);
        foreach ((Parameter from, Parameter to) in model.Parameters.Zip(copy.Parameters).Where(pair => pair.First.Owner == pair.First))
        {
            float[] values = new float[from.Length];
            from.Read(values);
            to.Write(values);
        }

        return copy;
    }
}
