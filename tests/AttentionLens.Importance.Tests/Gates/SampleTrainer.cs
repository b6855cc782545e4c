using AttentionLens.Attribution.Tests.Faithfulness;
using AttentionLens.Models;

namespace AttentionLens.Importance.Tests.Gates;

/// <summary>Copies of a sample model to train.</summary>
internal sealed class SampleTrainer(string name) : ModelTrainer
{
    public override async ValueTask<ModelTraining> OpenAsync(ModelTrainingSettings settings, CancellationToken cancellationToken) =>
        new WeightTraining((TransformerModel)await SampleModel.LoadAsync(name), [], settings);
}
